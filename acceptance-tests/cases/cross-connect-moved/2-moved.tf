resource "twilio_cross_connect" "primary" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

moved {
  from = twilio_cross_connect.ashburn
  to   = twilio_cross_connect.primary
}
