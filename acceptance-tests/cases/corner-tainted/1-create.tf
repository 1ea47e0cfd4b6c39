resource "corner_trouble" "it" {
  on_create = "fail half-way"
}
