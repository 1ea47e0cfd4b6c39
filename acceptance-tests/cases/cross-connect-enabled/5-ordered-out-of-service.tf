resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "san_jose" {
  unique_name    = "voice-san-jose"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
  wait_for       = "active"
  enabled        = false
}
