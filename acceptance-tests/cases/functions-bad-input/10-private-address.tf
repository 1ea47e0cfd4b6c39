output "bad" {
  value = provider::twilio::interface_addresses("10.0.0.1/30")
}
