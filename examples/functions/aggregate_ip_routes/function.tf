variable "networks" {
  description = "The networks of the office, in any order and size."
  type        = list(string)
}

output "ip_routes" {
  description = "The fewest routes for a BGP session."
  value       = provider::twilio::aggregate_ip_routes(var.networks)
}
