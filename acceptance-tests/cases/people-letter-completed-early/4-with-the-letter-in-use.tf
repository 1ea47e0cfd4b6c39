resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"

  completion {
    reference    = "1-206543210"
    completed_on = "2026-01-05"
  }
}
