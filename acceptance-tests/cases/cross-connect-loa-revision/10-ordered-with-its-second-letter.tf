resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Holding"
  loa_revision   = 6
}

resource "twilio_cross_connect" "san_jose" {
  unique_name    = "voice-san-jose"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Holding"
  loa_revision   = 2
}
