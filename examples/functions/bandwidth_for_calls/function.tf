variable "calls" {
  description = "Concurrent calls in the busiest hour."
  type        = number
  default     = 1200
}

output "bandwidth" {
  description = "The smallest bandwidth for the calls. 500 Mbps would suffice, but is not sold at Ashburn."
  value       = provider::twilio::bandwidth_for_calls(var.calls, "ashburn-ix")
}
