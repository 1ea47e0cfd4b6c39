resource "twilio_cross_connect" "leg" {
  for_each = toset(["ashburn", "san-jose"])

  exchange         = "${each.key}-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  unique_name      = "voice-${each.key}"
  redundancy_group = "voice"
}
