variable "cross_connect_sid" {
  description = "The SID of the cross connect at Ashburn, from twilio_cross_connect.<name>.sid."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the cross connect."
  type        = set(string)
}

variable "second_cross_connect_sid" {
  description = "The SID of the second cross connect at Ashburn, on the same router; null if there is none."
  type        = string
  default     = null
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = var.cross_connect_sid
  ip_routes         = var.ip_routes
}

# Until Twilio has configured the cross connect, the session has no addresses, and the output is null.
output "router_config" {
  description = "The configuration of the router at Ashburn: terraform output -raw router_config"
  value = twilio_bgp_session.ashburn.twilio_address == null ? null : provider::twilio::router_config(
    "frr", twilio_bgp_session.ashburn, "ashburn-ix", "eth1"
  )
}

resource "twilio_bgp_session" "second" {
  count = var.second_cross_connect_sid == null ? 0 : 1

  cross_connect_sid = var.second_cross_connect_sid
  ip_routes         = var.ip_routes
}

# Two legs on one router. Twilio assigns an ASN to each session, and the router keeps its own, here 65000. Each leg has its own VLAN on the
# same port. The first leg carries the traffic while it is up.
locals {
  legs = merge(
    { first = { session = twilio_bgp_session.ashburn, vlan = 100, preference = "primary" } },
    { for session in twilio_bgp_session.second : "second" => { session = session, vlan = 200, preference = "backup" } },
  )
}

output "two_legs" {
  description = "The configuration of one router with both legs: terraform output -json two_legs"
  value = { for name, leg in local.legs :
    name => leg.session.twilio_address == null ? null : provider::twilio::router_config("frr", leg.session, "ashburn-ix", {
      interface  = "eth1"
      vlan       = leg.vlan
      router_asn = 65000
      preference = leg.preference
    })
  }
}
