resource "twilio_bgp_session" "london" {
  cross_connect_sid = "XC0000000000000000000000000000000a"
  ip_routes         = ["52.1.2.0/24"]
}

data "twilio_bgp_session_health" "london" {
  sid = twilio_bgp_session.london.sid
}
