data "twilio_cross_connect" "by_name" {
  unique_name = "Ashburn-Primary"
}

data "twilio_cross_connect" "by_sid" {
  sid = "XC00000000000000000000000000000009"
}
