import {
  to = twilio_cross_connect.san_jose
  id = "XC00000000000000000000000000000004"
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

resource "twilio_cross_connect" "frankfurt" {
  unique_name         = "voice-frankfurt"
  exchange            = "frankfurt-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

resource "twilio_cross_connect" "london" {
  unique_name         = "voice-london"
  exchange            = "london-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
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
