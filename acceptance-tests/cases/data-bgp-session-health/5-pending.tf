data "twilio_bgp_session_health" "san_jose" {
  sid = "BG00000000000000000000000000000002"
}
