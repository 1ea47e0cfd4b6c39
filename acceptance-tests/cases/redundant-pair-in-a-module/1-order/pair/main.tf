terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

variable "exchanges" {
  type = set(string)
}

variable "ip_routes" {
  type = set(string)
}

resource "twilio_cross_connect" "leg" {
  for_each = var.exchanges

  unique_name      = "voice-${each.key}"
  exchange         = each.key
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "leg" {
  for_each = twilio_cross_connect.leg

  cross_connect_sid = each.value.sid
  ip_routes         = var.ip_routes
}

output "next_actions" {
  value = { for exchange, leg in twilio_cross_connect.leg : exchange => leg.next_action }
}
