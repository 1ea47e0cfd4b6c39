list "twilio_cross_connect" "all" {
  provider = twilio
}

list "twilio_bgp_session" "all" {
  provider = twilio
}
