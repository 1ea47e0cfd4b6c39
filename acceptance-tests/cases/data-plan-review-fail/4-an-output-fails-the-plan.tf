locals {
  names = ["voice-ashburn", "voice-taken"]
}

resource "twilio_cross_connect" "leg" {
  for_each       = toset(local.names)
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

locals {
  circuits = [for leg in twilio_cross_connect.leg : leg.unique_name]
}

data "twilio_plan_review" "this" {
  unique_names      = local.circuits
  bgp_session_count = 0
}

output "review" {
  value = data.twilio_plan_review.this.report_markdown

  precondition {
    condition     = !contains(data.twilio_plan_review.this.findings[*].severity, "error")
    error_message = join("\n", [for found in data.twilio_plan_review.this.findings : "${found.code}: ${found.summary}"])
  }
}
