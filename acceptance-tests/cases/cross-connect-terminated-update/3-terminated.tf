resource "twilio_cross_connect" "first" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "active"

  completion {
    reference    = "1-206543210"
    completed_on = "2026-01-05"
  }
}

resource "twilio_cross_connect" "second" {
  unique_name    = "ashburn-second"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "active"

  completion {
    reference    = "1-206543211"
    completed_on = "2026-01-05"
  }
}
