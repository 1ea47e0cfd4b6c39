variable "ip_routes" {
  description = "The routes that both legs announce to Twilio."
  type        = set(string)
  default     = ["52.1.2.0/24"]
}

variable "completed" {
  description = "The completion notices of the data centers, by leg. They arrive weeks after the order."
  type = map(object({
    reference    = string
    completed_on = string
  }))
  default = {}
}

variable "protected" {
  description = "If true, the plan refuses to destroy or replace a cross connect."
  type        = bool
  default     = true
}
