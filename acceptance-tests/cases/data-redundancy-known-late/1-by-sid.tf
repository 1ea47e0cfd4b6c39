locals {
  legs = { ashburn = "ashburn-ix", tokyo = "tokyo-ix" }
}

resource "twilio_cross_connect" "leg" {
  for_each = local.legs

  unique_name    = "voice-${each.key}"
  exchange       = each.value
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

# The SIDs are known after apply, and so is this verdict.
data "twilio_redundancy" "late" {
  intent = "geographic"

  dynamic "member" {
    for_each = twilio_cross_connect.leg
    content {
      sid = member.value.sid
    }
  }
}

# Planned values are known in the plan.
data "twilio_redundancy" "now" {
  intent = "geographic"

  dynamic "member" {
    for_each = local.legs
    content {
      name           = "voice-${member.key}"
      exchange       = member.value
      bandwidth_mbps = 1000
      ip_routes      = ["52.1.2.0/24"]
    }
  }
}

output "late" {
  value = data.twilio_redundancy.late.blockers
}

output "now" {
  value = data.twilio_redundancy.now.blockers
}
