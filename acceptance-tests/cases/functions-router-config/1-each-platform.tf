variable "key" {
  type      = string
  default   = null
  ephemeral = true
}

resource "twilio_bgp_session" "london" {
  cross_connect_sid  = "XC00000000000000000000000000000001"
  ip_routes          = ["52.1.3.0/24", "52.1.2.0/24"]
  customer_asn       = 196700
  customer_address   = "52.1.9.1/31"
  md5_key_wo         = var.key
  md5_key_wo_version = 1
}

output "each" {
  value = { for platform in ["frr", "bird", "ios_xe", "junos", "eos"] :
    platform => provider::twilio::router_config(platform, twilio_bgp_session.london, "london-ix")
  }
}
