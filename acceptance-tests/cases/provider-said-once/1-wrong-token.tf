resource "twilio_cross_connect" "new_ashburn" {
  unique_name    = "new-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "new_frankfurt" {
  unique_name    = "new-frankfurt"
  exchange       = "frankfurt-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "new_london" {
  unique_name    = "new-london"
  exchange       = "london-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
