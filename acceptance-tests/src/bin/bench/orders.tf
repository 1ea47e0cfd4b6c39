terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

variable "orders" {
  type = number
}

resource "twilio_cross_connect" "leg" {
  count          = var.orders
  unique_name    = "order-${count.index}"
  exchange       = ["ashburn-ix", "san-jose-ix"][count.index % 2]
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
