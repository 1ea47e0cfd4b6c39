# Orders from interconnect-mock at TWILIO_INTERCONNECT_BASE_URL.

run "the_letter_is_issued" {
  assert {
    condition     = twilio_cross_connect.voice.status == "loa_issued"
    error_message = twilio_cross_connect.voice.next_action
  }
}

run "another_plan_keeps_the_circuit" {
  command = plan

  assert {
    # The SID of a circuit that would be replaced is unknown.
    condition     = can(regex("^XC", twilio_cross_connect.voice.sid))
    error_message = "The circuit would be replaced."
  }
}
