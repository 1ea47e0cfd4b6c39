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

# Two legs of one router, at one exchange: Twilio assigns each an ASN of its own.
resource "twilio_bgp_session" "first" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24", "52.1.3.128/25"]
}

resource "twilio_bgp_session" "second" {
  cross_connect_sid = "XC00000000000000000000000000000003"
  ip_routes         = ["52.1.2.0/24", "52.1.3.128/25"]
}

locals {
  first  = { interface = "uplink", vlan = 100, router_asn = 65000, max_prefixes = true, bfd = true }
  second = { interface = "uplink", vlan = 200, router_asn = 65000, ttl_security = true }
  variants = {
    first             = { session = twilio_bgp_session.first, options = merge(local.first, { preference = "primary" }) }
    first_backup      = { session = twilio_bgp_session.first, options = merge(local.first, { preference = "backup" }) }
    first_drained     = { session = twilio_bgp_session.first, options = merge(local.first, { preference = "primary", graceful_shutdown = true }) }
    first_without_asn = { session = twilio_bgp_session.first, options = merge(local.first, { router_asn = null }) }
    second            = { session = twilio_bgp_session.second, options = merge(local.second, { preference = "backup" }) }
    second_primary    = { session = twilio_bgp_session.second, options = merge(local.second, { preference = "primary" }) }
  }
}

output "rendered" {
  value = {
    legs = {
      first  = twilio_bgp_session.first
      second = twilio_bgp_session.second
      texts = { for platform in ["frr", "bird"] :
        platform => { for name, variant in local.variants :
          name => provider::twilio::router_config(platform, variant.session, "ashburn-ix", variant.options)
        }
      }
    }
    session = twilio_bgp_session.ashburn
    texts = { for platform in ["frr", "bird"] :
      platform => provider::twilio::router_config(platform, twilio_bgp_session.ashburn, "ashburn-ix", "uplink")
    }
  }
  sensitive = true
}
