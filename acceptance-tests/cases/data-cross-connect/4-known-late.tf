resource "twilio_cross_connect" "london" {
  unique_name    = "london-primary"
  exchange       = "london-ix"
  bandwidth_mbps = 500
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

data "twilio_cross_connect" "london" {
  sid = twilio_cross_connect.london.sid
}

# During apply it becomes known which of the two is omitted.
data "twilio_cross_connect" "by_either" {
  sid         = twilio_cross_connect.london.sid
  unique_name = twilio_cross_connect.london.redundancy_group
}
