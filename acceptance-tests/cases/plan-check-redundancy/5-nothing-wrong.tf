resource "terraform_data" "choice" {
  input = { group = "voice", exchange = "london-ix", bandwidth = 500 }
}

resource "twilio_cross_connect" "right" {
  for_each         = { ashburn = "ashburn-ix", san-jose = "san-jose-ix" }
  unique_name      = "right-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "right"
}

resource "twilio_cross_connect" "voice" {
  unique_name      = "voice-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

# Its group is known after apply: it may be the missing partner of voice-tokyo.
resource "twilio_cross_connect" "undecided" {
  unique_name      = "undecided-sydney"
  exchange         = "sydney-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = terraform_data.choice.output.group
}

# Exchange and bandwidth of the second are known after apply.
resource "twilio_cross_connect" "trunk" {
  unique_name      = "trunk-frankfurt"
  exchange         = "frankfurt-ix"
  bandwidth_mbps   = 500
  loa_entity       = "Example Corp"
  redundancy_group = "trunk"
}

resource "twilio_cross_connect" "trunk_late" {
  unique_name      = "trunk-late"
  exchange         = terraform_data.choice.output.exchange
  bandwidth_mbps   = terraform_data.choice.output.bandwidth
  loa_entity       = "Example Corp"
  redundancy_group = "trunk"
}
