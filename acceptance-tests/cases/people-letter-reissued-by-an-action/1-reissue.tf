action "twilio_reissue_letter_of_authorization" "ashburn" {
  config {
    cross_connect_sid = "XC0123456789abcdef0123456789abcdef"
  }
}
