data "twilio_cross_connects" "status" {
  status = "loa-issued"
}
