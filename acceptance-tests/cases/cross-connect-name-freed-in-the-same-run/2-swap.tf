resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-old"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "second" {
  unique_name    = "ashburn-primary"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"

  depends_on = [twilio_cross_connect.ashburn]
}
