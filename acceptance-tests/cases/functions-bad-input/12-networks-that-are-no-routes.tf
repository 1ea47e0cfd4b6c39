output "bad" {
  value = provider::twilio::aggregate_ip_routes(["52.1.2.9/24", "10.0.0.0/16"])
}
