resource "terraform_data" "name" {
  input = "late"
}

resource "twilio_cross_connect" "leg" {
  unique_name      = "voice-${terraform_data.name.output}"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

locals {
  circuits = [twilio_cross_connect.leg.unique_name]
}

data "twilio_plan_review" "this" {
  unique_names      = local.circuits
  bgp_session_count = 0
  fail              = true
}

output "review" {
  value = {
    circuits   = data.twilio_plan_review.this.circuits
    codes      = data.twilio_plan_review.this.findings[*].code
    verdicts   = data.twilio_plan_review.this.verdicts[*].verdict
    not_judged = data.twilio_plan_review.this.not_judged
  }
}
