variable "ip_routes" {
  description = "The networks to announce, as another team supplies them."
  type        = list(string)

  validation {
    condition     = length(provider::twilio::ip_route_problems(var.ip_routes)) == 0
    error_message = join("\n", [for problem in provider::twilio::ip_route_problems(var.ip_routes) : "${problem.code}: ${problem.summary}"])
  }
}
