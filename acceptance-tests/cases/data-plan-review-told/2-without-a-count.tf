locals {
  legs = { ashburn = "ashburn-ix" }
}

resource "twilio_cross_connect" "leg" {
  for_each         = local.legs
  unique_name      = "voice-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "leg" {
  for_each          = twilio_cross_connect.leg
  cross_connect_sid = each.value.sid
  ip_routes         = ["52.1.2.0/24"]
}

locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
  sessions = length([for session in twilio_bgp_session.leg : session.enabled])
}

data "twilio_plan_review" "this" {
  unique_names = local.circuits
}

output "verdicts" {
  value = data.twilio_plan_review.this.verdicts
}

output "review" {
  value = {
    circuits   = data.twilio_plan_review.this.circuits
    codes      = data.twilio_plan_review.this.findings[*].code
    verdicts   = data.twilio_plan_review.this.verdicts[*].verdict
    not_judged = data.twilio_plan_review.this.not_judged
  }
}
