# A redundant pair in Ashburn and San Jose. The module orders both cross connects and
# their BGP sessions, and the plan contains a verdict on the pair.

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {}

module "voice" {
  source = "../modules/redundant-pair"

  name                 = "voice"
  primary_exchange     = "ashburn-ix"
  bandwidth_mbps       = 1000
  loa_entity           = var.loa_entity
  ip_routes            = var.ip_routes
  deletion_protection  = var.deletion_protection
  primary_completion   = var.ashburn_completion
  secondary_completion = var.san_jose_completion
}
