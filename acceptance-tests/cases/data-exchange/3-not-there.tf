data "twilio_exchange" "a" {
  edge = "oslo-ix"
}
