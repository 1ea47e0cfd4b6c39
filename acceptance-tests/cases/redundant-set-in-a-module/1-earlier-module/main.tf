terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {}

# Public addresses, because the rules refuse the documentation ranges.
module "voice" {
  source = "./pair"
}
