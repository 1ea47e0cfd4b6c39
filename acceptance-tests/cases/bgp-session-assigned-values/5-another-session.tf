resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24", "52.1.3.0/24"]
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.4.0/24"]
  customer_asn      = 65010
  customer_address  = "169.254.1.2/30"

  # The finding about two sessions is at the one that is planned last.
  depends_on = [twilio_bgp_session.ashburn]
}
