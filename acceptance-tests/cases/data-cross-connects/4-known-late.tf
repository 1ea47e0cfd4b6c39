resource "twilio_cross_connect" "london" {
  unique_name    = "london-primary"
  exchange       = "london-ix"
  bandwidth_mbps = 500
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

data "twilio_cross_connects" "london" {
  exchange = twilio_cross_connect.london.exchange

  depends_on = [twilio_cross_connect.london]
}
