resource "corner_upgraded" "it" {
  names = ["one"]
}
