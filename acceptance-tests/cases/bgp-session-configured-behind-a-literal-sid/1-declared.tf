import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "active"

  depends_on = [twilio_bgp_session.ashburn]
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}
