terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

provider "twilio" {}

# Ordinary public space: the documentation ranges are refused by the rules, so the tests need something else.
module "voice" {
  source = "./pair"
}
