locals {
  exchanges = { ashburn = "ashburn-ix", san-jose = "san-jose-ix" }
  legs = merge([for number in range(500) : {
    for city, exchange in local.exchanges : format("pair-%03d-%s", number, city) => {
      exchange = exchange
      group    = format("pair-%03d", number)
      route    = format("52.%d.%d.0/24", floor(number / 256), number % 256)
    }
  }]...)
}

resource "terraform_data" "leg" {
  for_each = local.legs
  input = {
    unique_name      = each.key
    exchange         = each.value.exchange
    bandwidth_mbps   = 1000
    loa_entity       = "Example Corp"
    redundancy_group = each.value.group
  }
}

resource "terraform_data" "session" {
  for_each = terraform_data.leg
  input = {
    cross_connect_sid = each.value.id
    ip_routes         = [local.legs[each.key].route]
  }
}
