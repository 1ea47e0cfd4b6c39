import {
  to = twilio_cross_connect.ashburn
  id = "${sid:twilio_cross_connect.ashburn}"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "ashburn-primary"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true
}
