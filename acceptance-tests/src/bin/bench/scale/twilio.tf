terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

# Sessions refer to cross connects by SID: a reference to 1,000 objects costs Terraform itself many times the cost of the plan.
locals {
  cities = ["ashburn", "san-jose"]
  legs = merge([for pair in range(500) : {
    for place, city in local.cities : format("pair-%03d-%s", pair, city) => {
      exchange = "${city}-ix"
      group    = format("pair-%03d", pair)
      route    = format("52.%d.%d.0/24", floor(pair / 256), pair % 256)
      sid      = format("XC%032x", 2 * pair + place)
    }
  }]...)
}

resource "twilio_cross_connect" "leg" {
  for_each         = local.legs
  unique_name      = each.key
  exchange         = each.value.exchange
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = each.value.group
}

resource "twilio_bgp_session" "leg" {
  for_each          = local.legs
  cross_connect_sid = each.value.sid
  ip_routes         = [each.value.route]
}
