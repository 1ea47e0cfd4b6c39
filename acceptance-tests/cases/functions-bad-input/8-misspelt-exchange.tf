output "bad" {
  value = provider::twilio::bandwidth_for_calls(100, "ashburn")
}
