provider "twilio" {
  max_retries = 1
}

data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}
