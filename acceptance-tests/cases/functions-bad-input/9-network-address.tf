output "bad" {
  value = provider::twilio::interface_addresses("52.1.9.0/30")
}
