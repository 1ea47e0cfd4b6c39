resource "terraform_data" "routes" {
  input = ["10.0.0.0/24"]
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = terraform_data.routes.output
}
