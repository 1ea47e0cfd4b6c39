# The two resources of the previous step are removed; these two use the name and the place.
resource "twilio_cross_connect" "again" {
  unique_name    = "ashburn-primary"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "again" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.3.0/24"]
}
