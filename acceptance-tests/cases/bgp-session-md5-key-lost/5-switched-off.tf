provider "twilio" {
  plan_checks = { TWX325 = "off" }
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}
