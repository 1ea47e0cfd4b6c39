data "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000002"
}

output "issued" {
  value = data.twilio_letter_of_authorization.ashburn.issued
}
