# The trunk announces the routes that the pair announced before.
resource "twilio_bgp_session" "frankfurt" {
  cross_connect_sid = "XC00000000000000000000000000000003"
  ip_routes         = ["52.1.7.0/24"]
}

resource "twilio_bgp_session" "london" {
  cross_connect_sid = "XC00000000000000000000000000000004"
  ip_routes         = ["52.1.7.0/24"]
}

resource "twilio_bgp_session" "trunk" {
  cross_connect_sid = "XC00000000000000000000000000000005"
  ip_routes         = ["52.1.9.0/24"]
}
