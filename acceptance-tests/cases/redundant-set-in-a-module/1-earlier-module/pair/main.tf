# The resources of redundant-pair in an earlier version: in the module itself.

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

resource "twilio_cross_connect" "leg" {
  for_each = { primary = "ashburn", secondary = "san-jose" }

  unique_name         = "voice-${each.value}"
  exchange            = "${each.value}-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  redundancy_group    = "voice"
  deletion_protection = true
  wait_for            = "active"
}

resource "twilio_bgp_session" "leg" {
  for_each = twilio_cross_connect.leg

  cross_connect_sid = each.value.sid
  ip_routes         = ["52.1.2.0/24"]
}
