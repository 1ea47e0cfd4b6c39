data "twilio_exchanges" "all" {}

output "edges" {
  value = data.twilio_exchanges.all.exchanges[*].edge
}
