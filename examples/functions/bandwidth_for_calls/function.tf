variable "calls" {
  description = "Concurrent calls in the busiest hour."
  type        = number
  default     = 1200
}

output "bandwidth" {
  description = "500 Mbps would do, but Ashburn does not sell it."
  value       = provider::twilio::bandwidth_for_calls(var.calls, "ashburn-ix")
}
