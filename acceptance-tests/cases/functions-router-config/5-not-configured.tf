locals {
  session = {
    customer_asn       = 65010
    customer_address   = null
    twilio_asn         = null
    twilio_address     = null
    ip_routes          = ["52.1.2.0/24"]
    md5_key_wo_version = null
  }
}

output "bad" {
  value = provider::twilio::router_config("frr", local.session, "ashburn-ix")
}
