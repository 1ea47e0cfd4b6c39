terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

# Public addresses, because the rules refuse the documentation ranges.
module "us" {
  source    = "./pair"
  exchanges = ["ashburn-ix", "san-jose-ix"]
  ip_routes = ["52.1.2.0/24"]
}

output "next_actions" {
  value = module.us.next_actions
}
