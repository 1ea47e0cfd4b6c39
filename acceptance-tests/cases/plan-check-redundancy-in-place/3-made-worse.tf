# The second member of the pair leaves the group.
resource "twilio_cross_connect" "unequal" {
  for_each         = { ashburn = "unequal", san-jose = null }
  unique_name      = "unequal-${each.key}"
  exchange         = "${each.key}-ix"
  bandwidth_mbps   = each.key == "ashburn" ? 10 : 100
  loa_entity       = "Example Corp"
  redundancy_group = each.value
}

# One member of the pair is removed, and the other remains alone.
resource "twilio_cross_connect" "same" {
  for_each         = { first = "ashburn-ix" }
  unique_name      = "same-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "same"
}

# Its partner is in the account and not in this configuration.
resource "twilio_cross_connect" "elsewhere" {
  unique_name      = "elsewhere-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = "elsewhere"
}
