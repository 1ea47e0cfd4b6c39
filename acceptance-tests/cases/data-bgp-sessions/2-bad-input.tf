data "twilio_bgp_sessions" "other_sid" {
  cross_connect_sid = "AC00000000000000000000000000000001"
}
