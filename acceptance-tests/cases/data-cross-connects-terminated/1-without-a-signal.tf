data "twilio_cross_connects" "all" {}
