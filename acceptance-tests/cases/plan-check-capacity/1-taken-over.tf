import {
  to = twilio_cross_connect.first
  id = "XC00000000000000000000000000000001"
}

resource "twilio_cross_connect" "first" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 10
  loa_entity     = "Example Corp"
}
