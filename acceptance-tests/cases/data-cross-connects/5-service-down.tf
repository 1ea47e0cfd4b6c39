provider "twilio" {
  max_retries = 1
}

data "twilio_cross_connects" "all" {}
