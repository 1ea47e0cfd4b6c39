# Two cross connects at exchanges that Twilio recommends as a pair, with a BGP
# session on each. Both legs announce the same routes, so that either carries
# everything when the other is down.

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {}

data "twilio_exchange" "ashburn" {
  edge = "ashburn-ix"
}

data "twilio_exchange" "san_jose" {
  edge = data.twilio_exchange.ashburn.recommended_partner
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "${var.name}-ashburn"
  exchange            = data.twilio_exchange.ashburn.edge
  bandwidth_mbps      = var.bandwidth_mbps
  loa_entity          = var.loa_entity
  redundancy_group    = var.name
  deletion_protection = var.deletion_protection
  wait_for            = "active"

  dynamic "completion" {
    for_each = var.ashburn_completion[*]
    content {
      reference    = completion.value.reference
      completed_on = completion.value.completed_on
    }
  }
}

resource "twilio_cross_connect" "san_jose" {
  unique_name         = "${var.name}-san-jose"
  exchange            = data.twilio_exchange.san_jose.edge
  bandwidth_mbps      = var.bandwidth_mbps
  loa_entity          = var.loa_entity
  redundancy_group    = var.name
  deletion_protection = var.deletion_protection
  wait_for            = "active"

  dynamic "completion" {
    for_each = var.san_jose_completion[*]
    content {
      reference    = completion.value.reference
      completed_on = completion.value.completed_on
    }
  }
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = var.ip_routes
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = twilio_cross_connect.san_jose.sid
  ip_routes         = var.ip_routes
}
