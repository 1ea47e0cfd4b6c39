data "twilio_exchange" "a" {
  edge = "ashburn"
}
