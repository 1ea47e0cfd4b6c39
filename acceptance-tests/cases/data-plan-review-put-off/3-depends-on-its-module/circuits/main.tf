terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

resource "twilio_cross_connect" "leg" {
  for_each         = { late = "ashburn-ix", second = "san-jose-ix" }
  unique_name      = "voice-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
}

data "twilio_plan_review" "this" {
  unique_names      = local.circuits
  bgp_session_count = 0

}

output "review" {
  value = {
    circuits   = data.twilio_plan_review.this.circuits
    codes      = data.twilio_plan_review.this.findings[*].code
    verdicts   = data.twilio_plan_review.this.verdicts[*].verdict
    not_judged = data.twilio_plan_review.this.not_judged
  }
}
