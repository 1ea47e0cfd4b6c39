resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["208.78.112.0/24", "168.86.130.0/24"]
}
