resource "twilio_cross_connect" "leg" {
  for_each = { ashburn = "ashburn-ix", san-jose = "san-jose-ix" }

  unique_name      = "voice-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "leg" {
  for_each = twilio_cross_connect.leg

  cross_connect_sid = each.value.sid
  ip_routes         = ["52.1.2.0/24"]
}

# Local values, so that Terraform reads the review in the plan, after it has
# planned these resources.
locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
  sessions = length([for session in twilio_bgp_session.leg : session.enabled])
}

data "twilio_plan_review" "this" {
  unique_names      = local.circuits
  bgp_session_count = local.sessions
}

# The plan fails if the review has errors. Other findings are warnings.
output "review" {
  value = data.twilio_plan_review.this.report_markdown

  precondition {
    condition = !contains(data.twilio_plan_review.this.findings[*].severity, "error")
    error_message = join("\n", [
      for finding in data.twilio_plan_review.this.findings :
      "${finding.code}: ${finding.summary}. ${finding.detail}" if finding.severity == "error"
    ])
  }
}
