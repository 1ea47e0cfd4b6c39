resource "terraform_data" "choice" {
  input = { exchange = "london-ix", bandwidth = 1000 }
}

resource "twilio_cross_connect" "first" {
  unique_name    = "ashburn-first"
  exchange       = "ashburn-ix"
  bandwidth_mbps = terraform_data.choice.output.bandwidth
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "late" {
  unique_name    = "late"
  exchange       = terraform_data.choice.output.exchange
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
