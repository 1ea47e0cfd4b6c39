resource "corner_trouble" "it" {
  on_plan = "contradict"
}
