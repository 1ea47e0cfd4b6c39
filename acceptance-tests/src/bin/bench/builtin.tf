locals {
  legs = {
    ashburn  = "ashburn-ix"
    san-jose = "san-jose-ix"
  }
}

resource "terraform_data" "cross_connect" {
  for_each = local.legs

  input = {
    unique_name         = "voice-${each.key}"
    exchange            = each.value
    bandwidth_mbps      = 1000
    loa_entity          = "Example Corp"
    redundancy_group    = "voice"
    deletion_protection = true
    wait_for            = "active"
  }
}

resource "terraform_data" "session" {
  for_each = terraform_data.cross_connect

  input = {
    cross_connect_sid = each.value.id
    ip_routes         = ["52.1.2.0/24"]
  }
}

output "sids" {
  value = { for name, leg in terraform_data.cross_connect : name => leg.id }
}

output "sessions" {
  value = { for name, session in terraform_data.session : name => session.output }
}
