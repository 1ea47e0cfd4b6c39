resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = provider::twilio::bandwidth_for_calls(300, "ashburn-ix")
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "partner" {
  unique_name    = "partner-of-${twilio_cross_connect.ashburn.unique_name}"
  exchange       = provider::twilio::redundant_exchange(twilio_cross_connect.ashburn.exchange)
  bandwidth_mbps = twilio_cross_connect.ashburn.bandwidth_mbps
  loa_entity     = "Example Corp"
}

output "length_of_an_undecided_name" {
  value = length(provider::twilio::ip_route_problems([twilio_cross_connect.ashburn.sid]))
}
