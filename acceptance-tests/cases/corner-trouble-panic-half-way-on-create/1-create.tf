resource "corner_trouble" "it" {
  on_create = "panic half-way"
}
