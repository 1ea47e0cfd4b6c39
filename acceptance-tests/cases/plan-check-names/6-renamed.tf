moved {
  from = twilio_cross_connect.site[0]
  to   = twilio_cross_connect.place["hq"]
}

moved {
  from = twilio_cross_connect.site[1]
  to   = twilio_cross_connect.place["dr"]
}

moved {
  from = twilio_cross_connect.site[2]
  to   = twilio_cross_connect.place["lab"]
}

variable "sites" {
  type    = list(string)
  default = ["hq", "dr", "lab"]
}

resource "twilio_cross_connect" "place" {
  for_each       = toset(var.sites)
  unique_name    = each.key == "hq" ? "old-hq" : each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

# A new order under the name that is freed.
resource "twilio_cross_connect" "new" {
  unique_name    = "hq"
  exchange       = "san-jose-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
