provider "twilio" {
  max_retries = 1
}

data "twilio_bgp_sessions" "all" {}
