resource "twilio_cross_connect" "first" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 100
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "paris" {
  unique_name    = "paris-first"
  exchange       = "paris-ix"
  bandwidth_mbps = 10
  loa_entity     = "Example Corp"
}
