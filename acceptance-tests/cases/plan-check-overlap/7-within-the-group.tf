import {
  to = twilio_bgp_session.frankfurt
  id = "BG00000000000000000000000000000003"
}

import {
  to = twilio_bgp_session.london
  id = "BG00000000000000000000000000000004"
}

resource "twilio_bgp_session" "frankfurt" {
  cross_connect_sid = "XC00000000000000000000000000000003"
  ip_routes         = ["52.1.9.0/24"]
}

resource "twilio_bgp_session" "london" {
  cross_connect_sid = "XC00000000000000000000000000000004"
  ip_routes         = ["52.1.9.0/24"]
}
