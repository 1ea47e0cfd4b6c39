# Two cross connects at each of two exchanges. The loss of an exchange leaves two,
# so 2000 of 4000 Mbps remain.

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {
  required_mbps = {
    voice = 2000
  }
}

module "voice" {
  source = "../modules/redundant-set"

  name                = "voice"
  required_mbps       = 2000
  loa_entity          = var.loa_entity
  ip_routes           = var.ip_routes
  deletion_protection = var.deletion_protection

  legs = {
    ashburn-1  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
    ashburn-2  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
    san-jose-1 = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
    san-jose-2 = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
  }
}
