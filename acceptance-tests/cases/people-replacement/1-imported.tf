import {
  to = twilio_cross_connect.ashburn
  id = "XCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
