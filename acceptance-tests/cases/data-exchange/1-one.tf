data "twilio_exchange" "ashburn" {
  edge = "ashburn-ix"
}

output "ashburn" {
  value = data.twilio_exchange.ashburn
}
