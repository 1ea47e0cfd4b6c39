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
    condition     = output.cross_connect_sid == run.the_letter_is_issued.cross_connect_sid
    error_message = "The circuit would be replaced."
  }
}
