ephemeral "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
}

# The document matches its hash; otherwise the script fails.
resource "terraform_data" "reader" {
  provisioner "local-exec" {
    command = "test \"$HASH\" = \"$(printf %s \"$DOCUMENT\" | base64 -d | sha256sum | cut -d ' ' -f 1)\""
    environment = {
      DOCUMENT = ephemeral.twilio_letter_of_authorization.ashburn.pdf_base64
      HASH     = ephemeral.twilio_letter_of_authorization.ashburn.pdf_sha256
    }
  }
}
