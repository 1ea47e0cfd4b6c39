resource "terraform_data" "before" {
  input = "anything"
}

module "circuits" {
  source     = "./circuits"
  depends_on = [terraform_data.before]
}

moved {
  from = twilio_cross_connect.leg
  to   = module.circuits.twilio_cross_connect.leg
}

output "review" {
  value = module.circuits.review
}

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}
