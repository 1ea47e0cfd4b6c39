import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

import {
  to = twilio_cross_connect.tokyo
  id = "XC00000000000000000000000000000002"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

# Sequential, so that the first is always the single read.
resource "twilio_cross_connect" "tokyo" {
  depends_on     = [twilio_cross_connect.ashburn]
  unique_name    = "tokyo"
  exchange       = "tokyo-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
