resource "terraform_data" "stranger" {
  input = "moving"
}

resource "corner_identified" "new" {
  name   = "moving"
  region = "there"
}
