resource "twilio_cross_connect" "lone" {
  unique_name      = "lone-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "lone"
}

resource "twilio_cross_connect" "same" {
  for_each         = { large = 500, small = 100 }
  unique_name      = "same-${each.key}"
  exchange         = "frankfurt-ix"
  bandwidth_mbps   = each.value
  loa_entity       = "Example Corp"
  redundancy_group = "same"
}

resource "twilio_cross_connect" "apart" {
  for_each         = toset(["ashburn-ix", "london-ix"])
  unique_name      = "apart-${each.key}"
  exchange         = each.key
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "apart"
}
