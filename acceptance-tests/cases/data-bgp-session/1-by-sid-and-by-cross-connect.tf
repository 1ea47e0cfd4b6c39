data "twilio_bgp_session" "by_sid" {
  sid = "BG00000000000000000000000000000001"
}

data "twilio_bgp_session" "by_cross_connect" {
  cross_connect_sid = "XC00000000000000000000000000000002"
}
