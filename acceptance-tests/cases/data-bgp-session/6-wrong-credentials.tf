data "twilio_bgp_session" "ashburn" {
  sid = "BG00000000000000000000000000000001"
}
