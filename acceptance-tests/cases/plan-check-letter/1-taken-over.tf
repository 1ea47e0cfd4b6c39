locals {
  orders = {
    expires-soon  = "XC00000000000000000000000000000001"
    has-expired   = "XC00000000000000000000000000000002"
    no-completion = "XC00000000000000000000000000000003"
    no-letter     = "XC00000000000000000000000000000004"
    on-its-way    = "XC00000000000000000000000000000005"
  }
}

import {
  for_each = local.orders
  to       = twilio_cross_connect.order[each.key]
  id       = each.value
}

resource "twilio_cross_connect" "order" {
  for_each       = local.orders
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
