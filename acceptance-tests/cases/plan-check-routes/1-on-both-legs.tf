resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}

# The same addresses in two pieces.
resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/25", "52.1.2.128/25"]
}
