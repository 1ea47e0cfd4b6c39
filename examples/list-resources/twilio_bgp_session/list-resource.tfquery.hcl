# terraform query -generate-config-out=found.tf
list "twilio_bgp_session" "all" {
  provider         = twilio
  include_resource = true

  config {
    status = "available"
  }
}
