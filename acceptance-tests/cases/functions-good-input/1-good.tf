output "partners" {
  value = { for exchange in ["ashburn-ix", "san-jose-ix", "london-ix", "frankfurt-ix", "singapore-ix", "tokyo-ix"] : exchange => provider::twilio::redundant_exchange(exchange) }
}

output "bandwidths" {
  value = [for calls in [1, 100, 101, 1001, 10000] : provider::twilio::bandwidth_for_calls(calls)]
}

output "bandwidth_in_ashburn" {
  value = provider::twilio::bandwidth_for_calls(1001, "ashburn-ix")
}

output "links" {
  value = [for address in ["52.1.9.1/30", "52.1.9.2/30", "52.1.9.0/31", "169.254.1.2/30"] : provider::twilio::interface_addresses(address)]
}

output "aggregate" {
  value = provider::twilio::aggregate_ip_routes(["52.1.0.0/23", "52.1.2.4/32", "52.1.2.5/32", "52.1.2.6/31", "52.1.2.4/30"])
}

output "aggregate_of_a_set" {
  value = provider::twilio::aggregate_ip_routes(toset(["52.1.2.128/25", "52.1.2.0/25"]))
}

output "sound" {
  value = provider::twilio::ip_route_problems(["52.1.2.0/24"])
}

output "problems" {
  value = provider::twilio::ip_route_problems(["52.1.2.9/24", "52.1.2.0/25", "10.0.0.0/8", "2001:db8::/32", "x", "168.86.128.0/24"])
}

output "no_routes" {
  value = provider::twilio::ip_route_problems([])
}

output "null_among_routes" {
  value = provider::twilio::ip_route_problems(["52.1.2.0/24", null])
}
