resource "corner_trouble" "it" {
  on_plan = "warn"
}
