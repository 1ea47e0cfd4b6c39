resource "twilio_cross_connect" "ashburn" {
  unique_name    = "san-jose-primary"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"

  lifecycle {
    create_before_destroy = true
  }
}
