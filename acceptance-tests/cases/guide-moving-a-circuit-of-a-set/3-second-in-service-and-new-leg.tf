module "voice" {
  source = "../modules/redundant-set"

  name       = "voice"
  loa_entity = "Example Corp"
  ip_routes  = ["52.1.2.0/24"]

  legs = {
    ashburn = {
      exchange       = "ashburn-ix"
      bandwidth_mbps = 1000
      completion     = { reference = "1-206543210", completed_on = "2026-01-05" }
    }
    frankfurt = {
      exchange       = "frankfurt-ix"
      bandwidth_mbps = 1000
      completion     = { reference = "1-206543211", completed_on = "2026-01-05" }
    }
    san-jose = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
  }
}
