data "twilio_bgp_session_health" "ashburn" {
  sid = "BG00000000000000000000000000000001"

  lifecycle {
    postcondition {
      condition     = self.healthy
      error_message = join(" ", self.reasons)
    }
  }
}

check "ashburn_is_healthy" {
  assert {
    condition     = data.twilio_bgp_session_health.ashburn.healthy
    error_message = join(" ", data.twilio_bgp_session_health.ashburn.reasons)
  }
}
