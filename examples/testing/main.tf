terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

variable "exchange" {
  description = "The exchange at which the circuit ends."
  type        = string
  default     = "ashburn-ix"
}

variable "ip_routes" {
  description = "The routes that you announce."
  type        = set(string)
  default     = ["52.1.2.0/24"]

  validation {
    condition     = length(provider::twilio::ip_route_problems(var.ip_routes)) == 0
    error_message = join(" ", provider::twilio::ip_route_problems(var.ip_routes)[*].explanation)
  }
}

resource "twilio_cross_connect" "voice" {
  unique_name    = "voice-${trimsuffix(var.exchange, "-ix")}"
  exchange       = var.exchange
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "voice" {
  cross_connect_sid = twilio_cross_connect.voice.sid
  ip_routes         = var.ip_routes
}

data "twilio_exchange" "voice" {
  edge = var.exchange
}

output "firewall_prefixes" {
  description = "The prefixes that Twilio announces at the exchange."
  value       = data.twilio_exchange.voice.prefixes
}

output "cross_connect_sid" {
  description = "The SID of the circuit."
  value       = twilio_cross_connect.voice.sid
}
