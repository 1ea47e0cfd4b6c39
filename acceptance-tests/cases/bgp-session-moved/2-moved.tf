resource "twilio_bgp_session" "primary" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}

moved {
  from = twilio_bgp_session.ashburn
  to   = twilio_bgp_session.primary
}
