ephemeral "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC0123456789abcdef0123456789abcdef"
}

# The document is never in the state. Pass it to a write-only argument or to a provider:
#
# resource "aws_secretsmanager_secret_version" "letter" {
#   secret_id                = "ashburn-letter-of-authorization"
#   secret_string_wo         = ephemeral.twilio_letter_of_authorization.ashburn.pdf_base64
#   secret_string_wo_version = 1
# }
