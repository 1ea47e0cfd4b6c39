import {
  for_each = {
    "ashburn"  = "XC00000000000000000000000000000001"
    "san-jose" = "XC00000000000000000000000000000002"
  }
  to = twilio_cross_connect.unequal[each.key]
  id = each.value
}

import {
  for_each = {
    "first"  = "XC00000000000000000000000000000003"
    "second" = "XC00000000000000000000000000000004"
  }
  to = twilio_cross_connect.same[each.key]
  id = each.value
}

resource "twilio_cross_connect" "unequal" {
  for_each         = { ashburn = 10, san-jose = 100 }
  unique_name      = "unequal-${each.key}"
  exchange         = "${each.key}-ix"
  bandwidth_mbps   = each.value
  loa_entity       = "Example Corp"
  redundancy_group = "unequal"
}

resource "twilio_cross_connect" "same" {
  for_each         = { first = "ashburn-ix", second = "ashburn-ix" }
  unique_name      = "same-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "same"
}
