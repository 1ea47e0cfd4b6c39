resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.9.1/30"
}
