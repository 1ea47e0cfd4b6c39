variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the cross connect."
  type        = set(string)
}

variable "md5_key" {
  description = "The MD5 key of the BGP session, 6 to 80 characters."
  type        = string
  ephemeral   = true
  default     = null
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

# Twilio assigns an ASN and an address for your side, because none is given.
resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = var.ip_routes

  # The key is sent when the version changes. It is not stored.
  md5_key_wo         = var.md5_key
  md5_key_wo_version = 1
}
