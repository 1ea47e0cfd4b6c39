resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/23", "52.1.4.9/24", "52.1.6.1/32"]
}
