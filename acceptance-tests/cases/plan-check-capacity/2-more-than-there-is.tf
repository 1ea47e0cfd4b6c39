resource "twilio_cross_connect" "first" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "order" {
  for_each       = toset(["london-ix", "paris-ix"])
  unique_name    = each.key
  exchange       = each.key
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
