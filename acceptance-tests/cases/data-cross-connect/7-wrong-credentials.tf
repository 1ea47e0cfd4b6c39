data "twilio_cross_connect" "ashburn" {
  sid = "XC00000000000000000000000000000001"
}
