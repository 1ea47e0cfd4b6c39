moved {
  from = terraform_data.stranger
  to   = corner_identified.other
}

resource "corner_identified" "other" {
  name = "moving"
}

resource "corner_identified" "new" {
  name   = "moving"
  region = "there"
}
