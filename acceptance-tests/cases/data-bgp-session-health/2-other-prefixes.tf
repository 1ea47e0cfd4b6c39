data "twilio_bgp_session_health" "ashburn" {
  sid = "BG00000000000000000000000000000001"
}

check "ashburn_is_healthy" {
  assert {
    condition     = data.twilio_bgp_session_health.ashburn.healthy
    error_message = join(" ", data.twilio_bgp_session_health.ashburn.reasons)
  }
}
