# A primary, and a smaller backup that carries traffic only when the primary is down.
# required_mbps accepts that 100 of 1000 Mbps remain.

terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {
  required_mbps = {
    voice = 100
  }
}

module "voice" {
  source = "../modules/redundant-set"

  name                = "voice"
  required_mbps       = 100
  loa_entity          = var.loa_entity
  ip_routes           = var.ip_routes
  deletion_protection = var.deletion_protection

  legs = {
    main  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
    spare = { exchange = "san-jose-ix", bandwidth_mbps = 100, role = "backup" }
  }
}
