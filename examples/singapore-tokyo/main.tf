# A redundant pair in Singapore and Tokyo. The module orders both cross connects and
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
  primary_exchange     = "singapore-ix"
  bandwidth_mbps       = 100
  loa_entity           = var.loa_entity
  ip_routes            = var.ip_routes
  deletion_protection  = var.deletion_protection
  primary_completion   = var.singapore_completion
  secondary_completion = var.tokyo_completion
}
