resource "corner_scalars" "old" {
  name  = "moving"
  place = "there"
  text  = "left behind"
}
