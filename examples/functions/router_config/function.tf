variable "cross_connect_sid" {
  description = "The cross connect at Ashburn, as twilio_cross_connect.<name>.sid says it."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the cross connect."
  type        = set(string)
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = var.cross_connect_sid
  ip_routes         = var.ip_routes
}

# Until Twilio has configured the cross connect, the session has no addresses, and a router nothing to be configured with.
output "router_config" {
  description = "What the router at Ashburn is configured with: terraform output -raw router_config"
  value = twilio_bgp_session.ashburn.twilio_address == null ? null : provider::twilio::router_config(
    "frr", twilio_bgp_session.ashburn, "ashburn-ix", "eth1"
  )
}
