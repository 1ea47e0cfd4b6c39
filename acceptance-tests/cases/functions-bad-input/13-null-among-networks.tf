output "bad" {
  value = provider::twilio::aggregate_ip_routes(["52.1.2.0/24", null])
}
