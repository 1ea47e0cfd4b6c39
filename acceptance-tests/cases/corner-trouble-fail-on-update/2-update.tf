resource "corner_trouble" "it" {
  on_update = "fail"
}
