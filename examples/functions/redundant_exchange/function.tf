output "second_exchange" {
  description = "The exchange of the second leg."
  value       = provider::twilio::redundant_exchange("ashburn-ix")
}
