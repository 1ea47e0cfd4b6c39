variable "entities" {
  type    = list(string)
  default = ["Example Corp", "Example Corp"]
}

variable "asns" {
  type    = list(number)
  default = [3320, 3320]
}

import {
  to = twilio_cross_connect.ashburn
  id = "XC00000000000000000000000000000001"
}

import {
  to = twilio_cross_connect.san_jose
  id = "XC00000000000000000000000000000002"
}

import {
  to = twilio_bgp_session.ashburn
  id = "BG00000000000000000000000000000001"
}

import {
  to = twilio_bgp_session.san_jose
  id = "BG00000000000000000000000000000002"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = var.entities[0]
  redundancy_group = "voice"
}

# Sequential, so that the findings are at the second leg.
resource "twilio_cross_connect" "san_jose" {
  depends_on       = [twilio_bgp_session.ashburn]
  unique_name      = "voice-san-jose"
  exchange         = "san-jose-ix"
  bandwidth_mbps   = 1000
  loa_entity       = var.entities[1]
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = var.asns[0]
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = twilio_cross_connect.san_jose.sid
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = var.asns[1]
}
