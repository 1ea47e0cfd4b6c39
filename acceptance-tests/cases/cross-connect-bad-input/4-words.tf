resource "twilio_cross_connect" "a" {
  unique_name      = "ashburn primary"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = ""
  redundancy_group = "us/east"
  wait_for         = "available"
}

resource "twilio_cross_connect" "b" {
  unique_name    = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example\nCorp"

  completion {
    reference    = ""
    completed_on = "5 January 2026"
  }

  timeouts {
    create = "soon"
  }
}
