provider "twilio" {
  max_retries = 1
}

data "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
}
