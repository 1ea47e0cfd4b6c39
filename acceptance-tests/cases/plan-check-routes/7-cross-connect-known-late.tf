resource "terraform_data" "choice" {
  input = "XC00000000000000000000000000000002"
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}

# It may be the session on the other leg.
resource "twilio_bgp_session" "late" {
  cross_connect_sid = terraform_data.choice.output
  ip_routes         = ["52.1.3.0/24"]
}
