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

removed {
  from = twilio_cross_connect.frankfurt

  lifecycle {
    destroy = false
  }
}

resource "twilio_cross_connect" "san_jose" {
  unique_name         = "voice-san-jose"
  exchange            = "san-jose-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  redundancy_group    = "voice"
  deletion_protection = false

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}
