resource "terraform_data" "choice" {
  input = ["52.1.9.128/25"]
}

resource "twilio_bgp_session" "trunk" {
  cross_connect_sid = "XC00000000000000000000000000000005"
  ip_routes         = terraform_data.choice.output
}
