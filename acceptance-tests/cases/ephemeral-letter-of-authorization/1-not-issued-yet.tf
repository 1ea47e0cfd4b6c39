ephemeral "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000002"

  lifecycle {
    postcondition {
      condition     = startswith(self.pdf_base64, "JVBERi0") && length(self.pdf_sha256) == 64 && self.facility == "Equinix DC1"
      error_message = "The letter is not complete."
    }
  }
}
