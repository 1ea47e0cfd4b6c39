output "bad" {
  value = provider::twilio::redundant_exchange("ashbrun-ix")
}
