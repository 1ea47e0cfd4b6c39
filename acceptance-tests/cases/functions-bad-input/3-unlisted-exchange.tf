output "bad" {
  value = provider::twilio::redundant_exchange("osaka-ix")
}
