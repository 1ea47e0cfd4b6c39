import {
  to = twilio_cross_connect.site[0]
  id = "XC00000000000000000000000000000001"
}

import {
  to = twilio_cross_connect.site[1]
  id = "XC00000000000000000000000000000002"
}

import {
  to = twilio_cross_connect.site[2]
  id = "XC00000000000000000000000000000003"
}

variable "sites" {
  type    = list(string)
  default = ["hq", "dr", "lab"]
}

resource "twilio_cross_connect" "site" {
  count          = length(var.sites)
  unique_name    = var.sites[count.index]
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
