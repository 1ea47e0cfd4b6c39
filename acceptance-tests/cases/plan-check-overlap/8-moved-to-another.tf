# The trunk announces what the pair announced. It is planned first, as the dependencies say.
resource "twilio_bgp_session" "frankfurt" {
  cross_connect_sid = "XC00000000000000000000000000000003"
  ip_routes         = ["52.1.7.0/24"]

  depends_on = [twilio_bgp_session.trunk]
}

resource "twilio_bgp_session" "london" {
  cross_connect_sid = "XC00000000000000000000000000000004"
  ip_routes         = ["52.1.7.0/24"]

  depends_on = [twilio_bgp_session.trunk]
}

resource "twilio_bgp_session" "trunk" {
  cross_connect_sid = "XC00000000000000000000000000000005"
  ip_routes         = ["52.1.9.0/24"]
}
