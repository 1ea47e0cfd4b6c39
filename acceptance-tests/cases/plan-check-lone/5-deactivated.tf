variable "exchange" {
  default = "ashburn-ix"
}

variable "enabled" {
  default = true
}

variable "asn" {
  type    = number
  default = null
}

resource "twilio_cross_connect" "solo" {
  unique_name    = "solo"
  exchange       = var.exchange
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "solo" {
  cross_connect_sid = twilio_cross_connect.solo.sid
  ip_routes         = ["52.1.2.0/24"]
  enabled           = var.enabled
  customer_asn      = var.asn
}
