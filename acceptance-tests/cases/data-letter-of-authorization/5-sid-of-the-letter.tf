data "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "LA00000000000000000000000000000001"
}
