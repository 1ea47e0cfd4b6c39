resource "terraform_data" "late" {
  input = "late"
}

provider "corner" {
  warning = terraform_data.late.output
}

resource "corner_scalars" "one" {
  name = "two"
}
