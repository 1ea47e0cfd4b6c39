resource "corner_trouble" "it" {
  on_update = "panic half-way"
}
