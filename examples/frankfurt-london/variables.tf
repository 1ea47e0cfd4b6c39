variable "loa_entity" {
  description = "The company that orders the cables, as the letters of authorization will name it."
  type        = string
}

variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the pair."
  type        = set(string)
}

variable "deletion_protection" {
  description = "Whether the plan refuses to destroy or replace a leg."
  type        = bool
  default     = true
}

variable "frankfurt_completion" {
  description = "The data centre's completion notice for Frankfurt, once it is there."
  type        = object({ reference = string, completed_on = string })
  default     = null
}

variable "london_completion" {
  description = "The data centre's completion notice for London, once it is there."
  type        = object({ reference = string, completed_on = string })
  default     = null
}
