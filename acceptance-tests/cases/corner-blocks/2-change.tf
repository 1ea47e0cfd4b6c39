resource "corner_blocks" "full" {
  list {
    name = "second"
    child {
      text = "a child at last"
    }
  }
  set {
    name = "a"
    made = "given"
  }
  set {
    name = "c"
  }
  map "right" {
    size = 4
  }
}

resource "corner_blocks" "none" {
  single {}
}
