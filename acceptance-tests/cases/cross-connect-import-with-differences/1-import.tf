import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}
