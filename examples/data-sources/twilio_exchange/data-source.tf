data "twilio_exchange" "ashburn" {
  edge = "ashburn-ix"
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces at the exchange."
  value       = data.twilio_exchange.ashburn.prefixes
}

output "redundant_exchange" {
  description = "The exchange that Twilio recommends for the second cross connect."
  value       = data.twilio_exchange.ashburn.recommended_partner
}
