variable "exchange" {
  default = "ashburn-ix"
}

import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = var.exchange
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  redundancy_group    = "voice"
  deletion_protection = true
}
