data "twilio_cross_connect" "twice" {
  sid         = "XC00000000000000000000000000000001"
  unique_name = "ashburn-primary"
}

data "twilio_cross_connect" "nothing" {}

data "twilio_cross_connect" "malformed_sid" {
  sid = "BG00000000000000000000000000000001"
}

data "twilio_cross_connect" "malformed_name" {
  unique_name = "ashburn primary"
}

data "twilio_cross_connect" "read_only" {
  unique_name = "ashburn-primary"
  status      = "active"
}
