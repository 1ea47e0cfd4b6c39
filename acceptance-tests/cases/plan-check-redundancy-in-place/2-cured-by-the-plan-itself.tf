resource "twilio_cross_connect" "unequal" {
  for_each         = { ashburn = 1000, san-jose = 1000 }
  unique_name      = "unequal-${each.key}"
  exchange         = "${each.key}-ix"
  bandwidth_mbps   = each.value
  loa_entity       = "Example Corp"
  redundancy_group = "unequal"
}

resource "twilio_cross_connect" "same" {
  for_each         = { first = "ashburn-ix", second = "san-jose-ix" }
  unique_name      = "same-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "same"
}
