data "twilio_bgp_session_health" "nobody" {
  sid = "BG00000000000000000000000000000009"
}
