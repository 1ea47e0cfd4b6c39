variable "entity" {
  type = string
}

variable "md5_key" {
  type      = string
  ephemeral = true
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

resource "twilio_cross_connect" "san_jose" {
  unique_name    = "san-jose-primary"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = var.entity
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

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = ["52.1.2.0/24"]

  md5_key_wo         = var.md5_key
  md5_key_wo_version = 1
}

data "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_bgp_session.ashburn.cross_connect_sid

  depends_on = [twilio_bgp_session.ashburn]
}
