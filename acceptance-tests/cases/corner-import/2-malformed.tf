import {
  to = corner_identified.other
  id = "no place"
}

resource "corner_identified" "it" {
  name   = "found"
  region = "there"
}

resource "corner_identified" "other" {
  name = "other"
}
