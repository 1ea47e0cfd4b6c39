locals {
  session = {
    customer_asn       = 65010
    customer_address   = "169.254.1.2/30"
    twilio_asn         = 394434
    twilio_address     = "169.254.1.1/30"
    ip_routes          = ["52.1.2.0/24"]
    md5_key_wo_version = null
  }
}

output "bad" {
  value = provider::twilio::router_config("frr", local.session, "ashburn-ix", {
    interface  = "eth1"
    vlna       = 100
    vlan       = 4095
    router_asn = 64496
    preference = 300
    bfd        = "on"
  })
}
