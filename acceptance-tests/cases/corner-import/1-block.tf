import {
  to = corner_identified.it
  id = "found@there"
}

resource "corner_identified" "it" {
  name   = "found"
  region = "there"
}
