resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC0000000000000000000000000000000f"
  ip_routes         = ["52.1.2.0/24"]
}
