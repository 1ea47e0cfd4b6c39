# terraform query -generate-config-out=found.tf
list "twilio_cross_connect" "waiting" {
  provider = twilio

  config {
    status = "loa_issued"
  }
}
