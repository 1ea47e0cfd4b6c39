variable "name" {
  description = "The name of the set. It is the redundancy group, and the beginning of the names of the cross connects (voice-a)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,40}$", var.name))
    error_message = "Write a name of 1 to 40 letters, digits, dots, underscores, and hyphens. The module adds the key of the leg to it, and the service accepts 64 characters."
  }
}

variable "legs" {
  description = "The legs. Choose a key for each: exchange, bandwidth, role (default: primary), and the data center's completion notice after you have received it. The default of unique_name is the name of the set with the key. A drained leg carries no traffic, because its BGP session is disabled. deletion_protection applies to this leg instead of the variable."
  type = map(object({
    exchange            = string
    bandwidth_mbps      = number
    role                = optional(string)
    unique_name         = optional(string)
    completion          = optional(object({ reference = string, completed_on = string }))
    drained             = optional(bool, false)
    deletion_protection = optional(bool)
  }))

  validation {
    condition     = length(var.legs) > 0
    error_message = "Write at least one leg."
  }

  validation {
    condition     = alltrue([for leg in var.legs : contains(keys(local.exchanges), leg.exchange)])
    error_message = "Write exchanges at which Twilio Interconnect is sold: ${join(", ", keys(local.exchanges))}."
  }

  validation {
    condition = alltrue([
      for leg in var.legs : contains(try(local.exchanges[leg.exchange].bandwidths_mbps, []), leg.bandwidth_mbps)
    ])
    error_message = join("\n", [
      for key, leg in var.legs :
      "${leg.bandwidth_mbps} Mbps is not sold at ${leg.exchange} (leg \"${key}\")."
      if !contains(try(local.exchanges[leg.exchange].bandwidths_mbps, []), leg.bandwidth_mbps)
    ])
  }

  validation {
    condition     = alltrue([for leg in var.legs : contains(["primary", "backup"], coalesce(leg.role, "primary"))])
    error_message = "Write \"primary\" or \"backup\" as the role of each leg."
  }
}

variable "intent" {
  description = "The losses that the set is meant to withstand: geographic, metro, or none."
  type        = string
  default     = "geographic"

  validation {
    condition     = contains(["geographic", "metro", "none"], var.intent)
    error_message = "Write geographic, metro, or none."
  }
}

variable "required_mbps" {
  description = "The bandwidth that must remain after the worst loss. Default: the bandwidth of the smallest primary. Set it in required_mbps of the provider block as well."
  type        = number
  default     = null
}

variable "loa_entity" {
  description = "The company that orders the cables, as named on the letters of authorization."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the set."
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
