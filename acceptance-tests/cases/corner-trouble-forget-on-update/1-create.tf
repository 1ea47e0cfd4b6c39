resource "corner_trouble" "it" {
}
