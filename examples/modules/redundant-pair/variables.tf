variable "name" {
  description = "The name of the pair. It is the redundancy group, and the beginning of the names of the cross connects (voice-ashburn)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,40}$", var.name))
    error_message = "Write a name of 1 to 40 letters, digits, dots, underscores, and hyphens. The module adds the place to it, and the service accepts 64 characters."
  }
}

variable "primary_exchange" {
  description = "The edge id of the first exchange, such as ashburn-ix."
  type        = string

  validation {
    condition     = var.secondary_exchange != null || can(provider::twilio::redundant_exchange(var.primary_exchange))
    error_message = "Twilio recommends no partner for \"${var.primary_exchange}\". Correct the exchange, or set secondary_exchange as well. The data source twilio_exchanges lists the exchanges with their partners."
  }

  validation {
    condition     = var.secondary_exchange != var.primary_exchange
    error_message = "Both legs would be at ${var.primary_exchange}, so that one failure could interrupt both. Set another secondary_exchange, or leave it out."
  }
}

variable "secondary_exchange" {
  description = "The edge id of the second exchange. Default: the partner that Twilio recommends for the first."
  type        = string
  default     = null
}

variable "bandwidth_mbps" {
  description = "The bandwidth of each leg. Either leg must carry all traffic alone. One Mbps carries about 10 calls (G.711)."
  type        = number
  default     = 1000

  validation {
    condition     = alltrue([for exchange in data.twilio_exchange.leg : contains(exchange.bandwidths_mbps, var.bandwidth_mbps)])
    error_message = "${var.bandwidth_mbps} Mbps is not sold at both exchanges. ${join(" ", [for exchange in data.twilio_exchange.leg : "${exchange.edge} sells ${join(", ", exchange.bandwidths_mbps)} Mbps."])} Write a bandwidth that both exchanges sell."
  }
}

variable "loa_entity" {
  description = "The company that orders the cables, as named on the letters of authorization."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the pair."
  type        = set(string)

  validation {
    condition     = length(provider::twilio::ip_route_problems(var.ip_routes)) == 0
    error_message = join("\n", [for problem in provider::twilio::ip_route_problems(var.ip_routes) : "${problem.code}: ${problem.summary}. ${problem.explanation}"])
  }
}

variable "deletion_protection" {
  description = "If true, the plan refuses to destroy or replace a leg."
  type        = bool
  default     = true
}

variable "primary_completion" {
  description = "The data center's completion notice for the first leg. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}

variable "secondary_completion" {
  description = "The data center's completion notice for the second leg. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}
