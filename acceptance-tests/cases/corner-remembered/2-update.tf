resource "corner_remembered" "it" {
  text = "second"
}
