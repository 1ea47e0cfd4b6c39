import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

import {
  to = twilio_cross_connect.san_jose
  id = "XC00000000000000000000000000000002"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "san_jose" {
  unique_name    = "voice-san-jose"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
