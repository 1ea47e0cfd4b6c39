locals {
  orders = {
    notice-changed = { id = "XC00000000000000000000000000000001", mbps = 1000, notice = "DC1-4711" }
    notice-removed = { id = "XC00000000000000000000000000000002", mbps = 1000, notice = null }
    too-early      = { id = "XC00000000000000000000000000000003", mbps = 100, notice = "DC1-4712" }
  }
}

import {
  for_each = local.orders
  to       = twilio_cross_connect.order[each.key]
  id       = each.value.id
}

resource "twilio_cross_connect" "order" {
  for_each       = local.orders
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = each.value.mbps
  loa_entity     = "Example Corp"

  dynamic "completion" {
    for_each = each.value.notice == null ? [] : [each.value.notice]
    content {
      reference    = completion.value
      completed_on = "2026-01-05"
    }
  }
}
