variable "loa_entity" {
  description = "The company that orders the cables, as named on the letters of authorization."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the set."
  type        = set(string)
}

variable "deletion_protection" {
  description = "If true, the plan refuses to destroy or replace a leg."
  type        = bool
  default     = true
}
