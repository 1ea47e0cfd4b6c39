resource "corner_scalars" "all" {
  name     = "full"
  place    = "there"
  old_text = "deprecated"
}

resource "corner_scalars" "least" {
  name = ""
}
