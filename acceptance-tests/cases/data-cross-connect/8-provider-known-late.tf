resource "terraform_data" "address" {
  input = "${mock}"
}

provider "twilio" {
  base_url = terraform_data.address.output
}

data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}
