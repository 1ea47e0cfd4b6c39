resource "corner_trouble" "it" {
  on_delete = "panic"
}
