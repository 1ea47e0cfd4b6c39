# Any number of redundant cross connects, with a BGP session on each. All legs
# announce the same routes.

terraform {
  required_version = ">= 1.11"

  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

locals {
  names     = { for key, leg in var.legs : key => coalesce(leg.unique_name, "${var.name}-${key}") }
  exchanges = { for exchange in data.twilio_exchanges.all.exchanges : exchange.edge => exchange }
}

data "twilio_exchanges" "all" {}

# The members have planned values, so that the verdict is known in the plan.
data "twilio_redundancy" "set" {
  intent        = var.intent
  required_mbps = var.required_mbps

  dynamic "member" {
    for_each = var.legs
    content {
      name            = local.names[member.key]
      exchange        = member.value.exchange
      bandwidth_mbps  = member.value.bandwidth_mbps
      redundancy_role = member.value.role
      ip_routes       = var.ip_routes
    }
  }
}

resource "twilio_cross_connect" "leg" {
  for_each = var.legs

  unique_name         = local.names[each.key]
  exchange            = each.value.exchange
  bandwidth_mbps      = each.value.bandwidth_mbps
  loa_entity          = var.loa_entity
  redundancy_group    = var.name
  redundancy_role     = each.value.role
  deletion_protection = coalesce(each.value.deletion_protection, var.deletion_protection)
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
  enabled           = !var.legs[each.key].drained
}

# Local values, so that Terraform reads the review in the plan, after it has
# planned the legs and their sessions.
locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
  sessions = length([for session in twilio_bgp_session.leg : session.enabled])
}

data "twilio_plan_review" "set" {
  unique_names      = local.circuits
  bgp_session_count = local.sessions
}

# The letters show the cage and the patch panel of each leg, and planned values do
# not. So the verdict of the review counts too, if it covers the same losses.
locals {
  is_short = var.intent == "geographic" && contains(data.twilio_plan_review.set.verdicts[*].verdict, "not_redundant")
  verdict  = local.is_short ? "not_redundant" : data.twilio_redundancy.set.verdict
}

check "redundancy" {
  assert {
    condition = data.twilio_redundancy.set.verdict != "not_redundant"
    error_message = join("\n", [
      for blocker in data.twilio_redundancy.set.blockers :
      "${blocker.code}: ${blocker.summary}. ${blocker.fix}"
    ])
  }

  assert {
    condition = var.required_mbps == null || alltrue([
      for verdict in data.twilio_plan_review.set.verdicts : verdict.required_mbps == var.required_mbps
    ])
    error_message = "The plan checks apply another requirement to \"${var.name}\". Set required_mbps = { \"${var.name}\" = ${coalesce(var.required_mbps, 1)} } in the provider block as well."
  }
}
