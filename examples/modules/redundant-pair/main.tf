# Two cross connects at exchanges that Twilio recommends as a pair, with a BGP
# session on each. Both legs announce the same routes, so that either leg carries
# all traffic while the other is down.

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
}

data "twilio_exchange" "leg" {
  for_each = local.legs

  edge = each.value.exchange
}

module "set" {
  source = "../redundant-set"

  name                = var.name
  loa_entity          = var.loa_entity
  ip_routes           = var.ip_routes
  deletion_protection = var.deletion_protection

  legs = {
    for key, leg in local.legs : key => {
      unique_name    = "${var.name}-${trimsuffix(leg.exchange, "-ix")}"
      exchange       = leg.exchange
      bandwidth_mbps = var.bandwidth_mbps
      completion     = leg.completion
    }
  }
}

# Keep the circuits that an earlier version of this module ordered.
moved {
  from = twilio_cross_connect.leg
  to   = module.set.twilio_cross_connect.leg
}

moved {
  from = twilio_bgp_session.leg
  to   = module.set.twilio_bgp_session.leg
}
