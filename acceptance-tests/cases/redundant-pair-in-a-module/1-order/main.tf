terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

# Ordinary public space: the documentation ranges are refused by the rules, so the tests need something else.
module "us" {
  source    = "./pair"
  exchanges = ["ashburn-ix", "san-jose-ix"]
  ip_routes = ["52.1.2.0/24"]
}

output "next_actions" {
  value = module.us.next_actions
}
