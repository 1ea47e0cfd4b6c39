provider "twilio" {
  plan_checks = { "2xx" = "error", "TWX201" = "off", "TWX204" = "warn" }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

# Planned after the first, so that the findings are at this one.
resource "twilio_cross_connect" "again" {
  depends_on       = [twilio_cross_connect.ashburn]
  unique_name      = "voice-ashburn-again"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

# The only member of its group: TWX201.
resource "twilio_cross_connect" "tokyo" {
  unique_name      = "trunk-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = "trunk"
}
