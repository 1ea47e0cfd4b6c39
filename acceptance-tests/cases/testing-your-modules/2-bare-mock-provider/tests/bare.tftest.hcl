mock_provider "twilio" {}

run "the_session_is_on_the_circuit" {
  assert {
    condition     = twilio_bgp_session.voice.cross_connect_sid == twilio_cross_connect.voice.sid
    error_message = "The session is on another circuit."
  }
}
