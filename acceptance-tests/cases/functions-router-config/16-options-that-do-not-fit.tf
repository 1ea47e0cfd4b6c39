locals {
  session = {
    customer_asn       = 65010
    customer_address   = "169.254.1.2/30"
    twilio_asn         = 7018
    twilio_address     = "169.254.1.1/30"
    ip_routes          = ["52.1.2.0/24"]
    md5_key_wo_version = null
  }
}

output "bad" {
  value = provider::twilio::router_config("junos", local.session, "ashburn-ix", {
    interface    = "xe-0/0/0.100"
    vlan         = 100
    router_asn   = 7018
    ttl_security = true
    max_prefixes = 1
  })
}
