moved {
  from = corner_scalars.old
  to   = corner_identified.new
}

resource "corner_identified" "new" {
  name   = "moving"
  region = "there"
}
