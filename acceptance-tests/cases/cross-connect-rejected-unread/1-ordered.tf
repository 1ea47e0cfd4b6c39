resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 100
  loa_entity          = "Example Corp"
  deletion_protection = true
}
