resource "twilio_cross_connect" "misspelt" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "legacy" {
  unique_name    = "b"
  exchange       = "us1-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "printed_wrongly" {
  unique_name    = "c"
  exchange       = "sau-paulo-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "no_exchange" {
  unique_name    = "d"
  exchange       = "roaming"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
