terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

variable "key" {
  type      = string
  ephemeral = true
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid  = "XC00000000000000000000000000000001"
  ip_routes          = ["52.1.2.0/24", "52.1.3.128/25"]
  md5_key_wo         = var.key
  md5_key_wo_version = 1
}

output "rendered" {
  value = {
    session = twilio_bgp_session.ashburn
    texts = { for platform in ["frr", "bird"] :
      platform => provider::twilio::router_config(platform, twilio_bgp_session.ashburn, "ashburn-ix", "uplink")
    }
  }
  sensitive = true
}
