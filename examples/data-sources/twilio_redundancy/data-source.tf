# Members with planned values: the verdict is in the plan, before anything is ordered.
data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    name           = "voice-ashburn"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "voice-san-jose"
    exchange       = provider::twilio::redundant_exchange("ashburn-ix")
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

# Plans and applies warn while the set is not redundant, but do not fail.
check "voice_is_redundant" {
  assert {
    condition = data.twilio_redundancy.voice.verdict == "redundant"
    error_message = join("\n", [
      for blocker in data.twilio_redundancy.voice.blockers :
      "${blocker.code}: ${blocker.summary}. ${blocker.fix}"
    ])
  }
}

# For a pull request: terraform output -raw redundancy
output "redundancy" {
  value = data.twilio_redundancy.voice.report_markdown
}

# Members that exist in the account. The plan fails while this set is not redundant.
data "twilio_redundancy" "ordered" {
  intent = "geographic"

  member {
    sid = "XC0123456789abcdef0123456789abcdef"
  }

  member {
    sid = "XCfedcba9876543210fedcba9876543210"
  }

  lifecycle {
    postcondition {
      condition     = self.verdict == "redundant"
      error_message = join("\n", [for blocker in self.blockers : "${blocker.code}: ${blocker.summary}. ${blocker.fix}"])
    }
  }
}
