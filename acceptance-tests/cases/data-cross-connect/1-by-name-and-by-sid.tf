data "twilio_cross_connect" "by_name" {
  unique_name = "ashburn-primary"
}

data "twilio_cross_connect" "by_sid" {
  sid = "XC00000000000000000000000000000002"
}

data "twilio_cross_connect" "without_a_letter" {
  unique_name = "ashburn-spare"
}

output "same" {
  value = data.twilio_cross_connect.by_name == data.twilio_cross_connect.by_sid
}
