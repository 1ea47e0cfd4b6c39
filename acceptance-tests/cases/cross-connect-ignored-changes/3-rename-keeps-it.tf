resource "twilio_cross_connect" "ashburn" {
  unique_name      = "ashburn-first"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "us"

  lifecycle {
    ignore_changes = [redundancy_group]
  }
}
