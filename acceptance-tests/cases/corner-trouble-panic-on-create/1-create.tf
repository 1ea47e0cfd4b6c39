resource "corner_trouble" "it" {
  on_create = "panic"
}
