variable "sites" {
  type    = list(string)
  default = ["hq", "dr", "lab"]
}

resource "twilio_cross_connect" "place" {
  for_each       = toset(var.sites)
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
