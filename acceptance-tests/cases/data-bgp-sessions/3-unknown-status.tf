data "twilio_bgp_sessions" "status" {
  status = "up"
}
