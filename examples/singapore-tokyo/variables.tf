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

variable "singapore_completion" {
  description = "The data center's completion notice for Singapore. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}

variable "tokyo_completion" {
  description = "The data center's completion notice for Tokyo. Set it after you have received it."
  type        = object({ reference = string, completed_on = string })
  default     = null
}
