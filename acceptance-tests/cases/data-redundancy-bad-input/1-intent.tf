data "twilio_redundancy" "voice" {
  intent = "geografic"

  member {
    sid = "XC0123456789abcdef0123456789abcdef"
  }
}
