resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
