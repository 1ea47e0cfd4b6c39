resource "twilio_cross_connect" "london" {
  unique_name    = "london-primary"
  exchange       = "london-ix"
  bandwidth_mbps = 500
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

# The SID is unknown in the plan, so the rule applies during apply.
resource "terraform_data" "sid" {
  input = twilio_cross_connect.london.sid
}

data "twilio_cross_connect" "london" {
  sid         = terraform_data.sid.output
  unique_name = twilio_cross_connect.london.unique_name
}
