resource "twilio_cross_connect" "leg" {
  count = 10

  unique_name    = "leg-${count.index}"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}
