resource "twilio_bgp_session" "london" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.3.0/24", "52.1.2.0/24", "52.1.4.1/32"]
  customer_asn      = 196700
  customer_address  = "52.1.9.1/31"
}

output "as_an_object_without_its_other_attributes" {
  value = provider::twilio::router_config("bird", {
    customer_asn       = 64512
    customer_address   = "169.254.1.2/30"
    twilio_asn         = 394434
    twilio_address     = "169.254.1.1/30"
    ip_routes          = ["52.1.2.0/24"]
    md5_key_wo_version = null
  }, "tokyo-ix", "eth1")
}

output "each" {
  value = { frr = provider::twilio::router_config("frr", twilio_bgp_session.london, "london-ix", "eth1") }
}
