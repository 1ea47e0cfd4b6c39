resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-former"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

# After the existing ones, so that the findings are at these.
resource "twilio_cross_connect" "again" {
  depends_on     = [twilio_cross_connect.ashburn]
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}

# It is replaced, because it moves to another cross connect.
resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24"]
}

resource "twilio_bgp_session" "again" {
  depends_on        = [twilio_bgp_session.ashburn]
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.3.0/24"]
}
