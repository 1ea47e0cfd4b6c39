data "twilio_bgp_session_health" "ashburn" {
  sid = "BG0123456789abcdef0123456789abcdef"
}

# Plans and applies warn while the session is not healthy, but do not fail.
check "ashburn_is_healthy" {
  assert {
    condition     = data.twilio_bgp_session_health.ashburn.healthy
    error_message = join(" ", data.twilio_bgp_session_health.ashburn.reasons)
  }
}
