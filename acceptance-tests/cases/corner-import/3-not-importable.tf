import {
  to = corner_scalars.it
  id = "it"
}

resource "corner_identified" "it" {
  name   = "found"
  region = "there"
}

resource "corner_scalars" "it" {
  name = "it"
}
