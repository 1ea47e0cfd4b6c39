output "bad" {
  value = provider::twilio::bandwidth_for_calls(10001)
}
