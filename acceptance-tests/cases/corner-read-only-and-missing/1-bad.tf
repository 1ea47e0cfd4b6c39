resource "corner_scalars" "bad" {
  name  = null
  id    = "mine"
  whole = 1.5
}

resource "corner_blocks" "bad" {
  single {
    made = "mine"
  }
  set {
    name = null
  }
}

data "corner_lookup" "bad" {
  name  = null
  found = "mine"
}
