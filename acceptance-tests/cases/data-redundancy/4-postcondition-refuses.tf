data "twilio_redundancy" "voice" {
  intent        = "geographic"
  required_mbps = 1000

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "san-jose-ix"
    bandwidth_mbps = 100
    ip_routes      = ["52.1.2.0/24"]
  }

  lifecycle {
    postcondition {
      condition     = self.verdict == "redundant"
      error_message = join("\n", [for blocker in self.blockers : "${blocker.code}: ${blocker.summary}. ${blocker.fix}"])
    }
  }
}
