data "twilio_bgp_session" "twice" {
  sid               = "BG00000000000000000000000000000001"
  cross_connect_sid = "XC00000000000000000000000000000001"
}

data "twilio_bgp_session" "nothing" {}

data "twilio_bgp_session" "malformed_sid" {
  sid = "BG1"
}

data "twilio_bgp_session" "other_sid" {
  cross_connect_sid = "BG00000000000000000000000000000001"
}
