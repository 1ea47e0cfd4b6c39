locals {
  first = {
    customer_asn       = 65010
    customer_address   = "169.254.1.2/30"
    twilio_asn         = 394434
    twilio_address     = "169.254.1.1/30"
    ip_routes          = ["52.1.2.0/24"]
    md5_key_wo_version = null
  }
  second = merge(local.first, { customer_asn = 65011, customer_address = "169.254.1.6/30", twilio_address = "169.254.1.5/30" })
}

output "first" {
  value = provider::twilio::router_config("frr", local.first, "ashburn-ix", {
    interface    = "eth1"
    vlan         = "100"
    router_asn   = 65000
    preference   = "primary"
    max_prefixes = true
    bfd          = true
  })
}

output "second" {
  value = provider::twilio::router_config("junos", local.second, "ashburn-ix", {
    interface         = null
    vlan              = 200
    router_asn        = 65000
    preference        = "backup"
    graceful_shutdown = true
    max_prefixes      = 50
  })
}

output "as_without_options" {
  value = {
    asn_of_the_session = (provider::twilio::router_config("eos", local.first, "ashburn-ix", { interface = "Ethernet1", router_asn = 65010 })
    == provider::twilio::router_config("eos", local.first, "ashburn-ix", "Ethernet1"))
    empty_object = (provider::twilio::router_config("eos", local.first, "ashburn-ix", {})
    == provider::twilio::router_config("eos", local.first, "ashburn-ix"))
  }
}
