resource "twilio_cross_connect" "ashburn" {
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  unique_name    = "ashburn-primary"
}
