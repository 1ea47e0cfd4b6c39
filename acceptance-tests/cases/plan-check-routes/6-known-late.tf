resource "terraform_data" "choice" {
  input = { routes = ["52.1.2.0/24"], carrier = "XC00000000000000000000000000000002" }
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = terraform_data.choice.output.routes
}
