variable "key" {
  type      = string
  ephemeral = true
}

resource "corner_blocks" "full" {
  single {
    text   = "single"
    key_wo = var.key
  }
  list {
    name = "first"
    child {
      text = "first child"
    }
    child {
      size   = 2
      key_wo = var.key
    }
  }
  list {
    name = "second"
  }
  set {
    name = "b"
  }
  set {
    name = "a"
    made = "given"
  }
  map "left" {
    text = "left"
  }
  map "right" {
    size = 3
  }
  group {
    text = "group"
  }
}

resource "corner_blocks" "none" {}
