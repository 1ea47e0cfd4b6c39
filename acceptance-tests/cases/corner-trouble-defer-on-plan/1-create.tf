resource "corner_trouble" "it" {
  on_plan = "defer"
}
