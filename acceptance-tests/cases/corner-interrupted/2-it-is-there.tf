resource "corner_trouble" "it" {
  on_create = "slow"
}
