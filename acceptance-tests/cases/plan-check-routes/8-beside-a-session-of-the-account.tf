# A colleague has created a session on the other leg, with one route more and one less.
resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24", "52.1.3.0/24", "52.1.4.0/24"]
}
