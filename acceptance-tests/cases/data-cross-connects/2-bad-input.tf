data "twilio_cross_connects" "exchange" {
  exchange = "ashburn"
}

data "twilio_cross_connects" "group" {
  redundancy_group = "voice and data"
}
