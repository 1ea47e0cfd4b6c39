resource "corner_trouble" "it" {
  on_update = "panic"
  on_read   = sensitive("one")
}
