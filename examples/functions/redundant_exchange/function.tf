output "second_exchange" {
  description = "Where the second leg goes."
  value       = provider::twilio::redundant_exchange("ashburn-ix")
}
