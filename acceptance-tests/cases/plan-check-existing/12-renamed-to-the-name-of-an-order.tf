resource "twilio_cross_connect" "new" {
  unique_name    = "ashburn-second"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "ashburn" {
  depends_on     = [twilio_cross_connect.new]
  unique_name    = "ashburn-second"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}
