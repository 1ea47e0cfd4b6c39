variable "loa_entity" {
  description = "The company that orders the cables, as named on the letters of authorization."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the pair."
  type        = set(string)
}

variable "deletion_protection" {
  description = "If true, the plan refuses to destroy or replace a leg."
  type        = bool
  default     = true
}

variable "ashburn_completion" {
  description = "The data center's completion notice for Ashburn. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}

variable "san_jose_completion" {
  description = "The data center's completion notice for San Jose. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}
