# Two cross connects at exchanges that Twilio recommends as a pair, with a BGP
# session on each. Both legs announce the same routes, so that either carries
# everything when the other is down.

terraform {
  required_version = ">= 1.11"

  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

locals {
  legs = {
    primary = {
      exchange   = var.primary_exchange
      completion = var.primary_completion
    }
    secondary = {
      exchange   = var.secondary_exchange != null ? var.secondary_exchange : provider::twilio::redundant_exchange(var.primary_exchange)
      completion = var.secondary_completion
    }
  }

  names = { for key, leg in local.legs : key => "${var.name}-${trimsuffix(leg.exchange, "-ix")}" }
}

data "twilio_exchange" "leg" {
  for_each = local.legs

  edge = each.value.exchange
}

# Planned values, so that the verdict is in the plan that orders the pair.
data "twilio_redundancy" "pair" {
  intent = "geographic"

  dynamic "member" {
    for_each = local.legs
    content {
      name           = local.names[member.key]
      exchange       = member.value.exchange
      bandwidth_mbps = var.bandwidth_mbps
      ip_routes      = var.ip_routes
    }
  }
}

check "redundancy" {
  assert {
    condition = data.twilio_redundancy.pair.verdict == "redundant"
    error_message = join("\n", [
      for blocker in data.twilio_redundancy.pair.blockers :
      "${blocker.code}: ${blocker.summary}. ${blocker.fix}"
    ])
  }
}

resource "twilio_cross_connect" "leg" {
  for_each = local.legs

  unique_name         = local.names[each.key]
  exchange            = each.value.exchange
  bandwidth_mbps      = var.bandwidth_mbps
  loa_entity          = var.loa_entity
  redundancy_group    = var.name
  deletion_protection = var.deletion_protection
  wait_for            = "active"

  dynamic "completion" {
    for_each = each.value.completion[*]
    content {
      reference    = completion.value.reference
      completed_on = completion.value.completed_on
    }
  }
}

resource "twilio_bgp_session" "leg" {
  for_each = twilio_cross_connect.leg

  cross_connect_sid = each.value.sid
  ip_routes         = var.ip_routes
}

# Local values, so that the review is read in the plan, after the legs and their
# sessions were planned.
locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
  sessions = length([for session in twilio_bgp_session.leg : session.enabled])
}

data "twilio_plan_review" "pair" {
  unique_names      = local.circuits
  bgp_session_count = local.sessions
}
