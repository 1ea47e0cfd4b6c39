locals {
  names = ["voice-ashburn"]
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
  unique_names      = [for name in local.circuits : name]
  bgp_session_count = 0
  fail              = true
}
