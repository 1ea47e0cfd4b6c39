resource "terraform_data" "address" {
  input = "${mock}"
}

provider "twilio" {
  base_url = terraform_data.address.output
}

resource "twilio_cross_connect" "leg" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

locals {
  circuits = [twilio_cross_connect.leg.unique_name]
}

data "twilio_plan_review" "this" {
  unique_names = local.circuits
}

output "not_judged" {
  value = data.twilio_plan_review.this.not_judged
}
