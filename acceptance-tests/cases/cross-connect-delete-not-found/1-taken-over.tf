import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

import {
  to = twilio_bgp_session.frankfurt
  id = "BG00000000000000000000000000000001"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = false

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

resource "twilio_bgp_session" "frankfurt" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24"]
}
