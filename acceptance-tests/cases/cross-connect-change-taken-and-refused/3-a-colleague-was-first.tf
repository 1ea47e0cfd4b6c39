resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  redundancy_group    = "data"
  deletion_protection = true

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
