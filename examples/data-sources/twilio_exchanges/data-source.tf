data "twilio_exchanges" "all" {}

output "with_500_mbps" {
  description = "The exchanges at which 500 Mbps is sold."
  value = [
    for exchange in data.twilio_exchanges.all.exchanges : exchange.edge
    if contains(exchange.bandwidths_mbps, 500)
  ]
}
