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
}

check "voice_is_redundant" {
  assert {
    condition = data.twilio_redundancy.voice.verdict == "redundant"
    error_message = join("\n", [
      for blocker in data.twilio_redundancy.voice.blockers :
      "${blocker.code}: ${blocker.summary}. ${blocker.explanation} ${blocker.fix}"
    ])
  }
}
