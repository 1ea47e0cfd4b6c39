module "voice" {
  source = "../modules/redundant-set"

  name       = "voice"
  loa_entity = "Example Corp"
  ip_routes  = ["52.1.2.0/24"]

  legs = {
    ashburn = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
    frankfurt = { exchange = "frankfurt-ix", bandwidth_mbps = 1000 }
  }
}
