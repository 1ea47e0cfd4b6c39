output "bad" {
  value = provider::twilio::bandwidth_for_calls(100, "ashburn-ix", "san-jose-ix")
}
