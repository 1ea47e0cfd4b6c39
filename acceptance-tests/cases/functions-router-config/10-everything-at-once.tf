locals {
  session = {
    customer_asn       = 0
    customer_address   = "52.1.2.0/30"
    twilio_asn         = 4294967296
    twilio_address     = "x"
    ip_routes          = ["10.0.0.0/24", "52.1.2.0/24", "52.1.2.9/32"]
    md5_key_wo_version = null
  }
}

output "bad" {
  value = provider::twilio::router_config("frr", local.session, "ashburn-ix")
}
