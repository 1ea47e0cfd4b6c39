resource "terraform_data" "address" {
  input = "${mock}"
}

provider "twilio" {
  base_url = terraform_data.address.output
}

data "twilio_bgp_session" "ashburn" {
  sid = "BG00000000000000000000000000000001"
}
