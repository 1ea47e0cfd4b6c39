import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
