resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "san_jose" {
  unique_name    = "san-jose-primary"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "london" {
  unique_name         = "london-primary"
  exchange            = "london-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

resource "twilio_cross_connect" "london_again" {
  unique_name    = "london-primary"
  exchange       = "london-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
