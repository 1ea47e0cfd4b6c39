data "twilio_redundancy" "voice" {
  intent = "geographic"
}
