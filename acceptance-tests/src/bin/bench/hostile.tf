terraform {
  required_providers {
    twilio = { source = "interconnect/twilio" }
  }
}

# The objects in the state are refreshed as well.
data "twilio_cross_connects" "all" {}

data "twilio_bgp_sessions" "all" {}

data "twilio_exchanges" "all" {}
