import {
  to = twilio_cross_connect.ashburn
  id = "XCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"

  completion {
    reference    = "SEED-1"
    completed_on = "2026-01-05"
  }
}

# Its removal takes two seconds and comes before that of the circuit, so the other circuit is ordered and the account is listed by then.
resource "terraform_data" "cabling" {
  triggers_replace = [twilio_cross_connect.ashburn.sid]

  provisioner "local-exec" {
    when    = destroy
    command = "sleep 2"
  }
}
