resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ordered-here"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

ephemeral "twilio_letter_of_authorization" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
}

resource "terraform_data" "reader" {
  input = twilio_cross_connect.ashburn.sid

  provisioner "local-exec" {
    command     = "true"
    environment = { LETTER = ephemeral.twilio_letter_of_authorization.ashburn.pdf_base64 }
  }
}
