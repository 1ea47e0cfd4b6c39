terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

# Credentials and the address of the service come from the environment.
provider "twilio" {}

locals {
  legs = {
    ashburn  = "ashburn-ix"
    san-jose = "san-jose-ix"
  }
}

resource "twilio_cross_connect" "leg" {
  for_each = local.legs

  unique_name         = "voice-${each.key}"
  exchange            = each.value
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  redundancy_group    = "voice"
  deletion_protection = var.protected
  wait_for            = "active"

  # The data center's completion notice, after the cable is laid.
  dynamic "completion" {
    for_each = [for name, notice in var.completed : notice if name == each.key]
    content {
      reference    = completion.value.reference
      completed_on = completion.value.completed_on
    }
  }
}

# Both legs announce the same routes, so that either can carry all traffic.
resource "twilio_bgp_session" "leg" {
  for_each = twilio_cross_connect.leg

  cross_connect_sid = each.value.sid
  ip_routes         = var.ip_routes
}

# Local values, so that Terraform reads the review in the plan, after it has planned all legs.
locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
  sessions = length([for session in twilio_bgp_session.leg : session.enabled])
}

data "twilio_plan_review" "this" {
  unique_names      = local.circuits
  bgp_session_count = local.sessions
}
