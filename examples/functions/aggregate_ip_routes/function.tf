variable "networks" {
  description = "The networks of the office, in whatever pieces they came."
  type        = list(string)
}

output "ip_routes" {
  description = "The fewest routes for a BGP session."
  value       = provider::twilio::aggregate_ip_routes(var.networks)
}
