output "bad" {
  value = provider::twilio::redundant_exchange("sydney-ix")
}
