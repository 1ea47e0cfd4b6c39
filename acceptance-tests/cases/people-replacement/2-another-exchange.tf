resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}

# Its removal takes two seconds and comes before that of the circuit, so the other circuit is ordered and the account is listed by then.
resource "terraform_data" "cabling" {
  triggers_replace = [twilio_cross_connect.ashburn.sid]

  provisioner "local-exec" {
    when    = destroy
    command = "sleep 2"
  }
}

resource "twilio_cross_connect" "frankfurt" {
  unique_name    = "voice-frankfurt"
  exchange       = "frankfurt-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}
