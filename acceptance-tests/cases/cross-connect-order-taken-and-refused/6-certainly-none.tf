resource "twilio_cross_connect" "a" {
  unique_name    = "voice-a"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

resource "twilio_cross_connect" "d" {
  unique_name    = "voice-d"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}
