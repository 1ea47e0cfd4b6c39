resource "corner_trouble" "it" {
  on_read = "whatever"
}
