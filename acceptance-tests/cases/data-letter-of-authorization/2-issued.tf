data "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
}

output "document" {
  value = {
    begins_as_a_pdf = startswith(data.twilio_letter_of_authorization.ashburn.pdf_base64, "JVBERi0")
    sha256          = data.twilio_letter_of_authorization.ashburn.pdf_sha256
  }
}
