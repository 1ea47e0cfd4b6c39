resource "twilio_cross_connect" "not_sold_there" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 500
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "sold_nowhere" {
  unique_name    = "b"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 200
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "fraction" {
  unique_name    = "c"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 10.5
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "negative" {
  unique_name    = "d"
  exchange       = "ashburn-ix"
  bandwidth_mbps = -10
  loa_entity     = "Example Corp"
}
