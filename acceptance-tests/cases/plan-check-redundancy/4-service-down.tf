# Its partner may be in the account, so a missing partner is not reported.
resource "twilio_cross_connect" "lone" {
  unique_name      = "lone-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "lone"
}
