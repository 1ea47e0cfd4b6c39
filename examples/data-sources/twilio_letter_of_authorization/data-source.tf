data "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC0123456789abcdef0123456789abcdef"
}

output "where_to_order" {
  description = "The facility and the cage, for the order at the data center; null before the letter is issued."
  value = (data.twilio_letter_of_authorization.ashburn.issued
    ? "${data.twilio_letter_of_authorization.ashburn.facility}, cage ${data.twilio_letter_of_authorization.ashburn.cage}"
  : null)
}

output "valid_until" {
  description = "The instant at which the letter expires."
  value       = data.twilio_letter_of_authorization.ashburn.expires_at
}

output "document" {
  description = "The PDF document of the letter: terraform output -raw document | base64 -d > letter.pdf"
  value       = data.twilio_letter_of_authorization.ashburn.pdf_base64
}
