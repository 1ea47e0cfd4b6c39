resource "corner_remembered" "it" {
  text = "first"
}
