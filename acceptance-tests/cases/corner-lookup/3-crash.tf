data "corner_lookup" "at_plan" {
  name = "panic"
}
