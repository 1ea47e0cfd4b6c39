terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

provider "twilio" {}

data "twilio_exchanges" "all" {}

output "exchanges" {
  value = data.twilio_exchanges.all.exchanges[*].edge
}
