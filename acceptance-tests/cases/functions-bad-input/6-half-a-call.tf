output "bad" {
  value = provider::twilio::bandwidth_for_calls(1.5)
}
