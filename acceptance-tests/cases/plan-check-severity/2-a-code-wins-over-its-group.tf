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

# It comes after the first, so that it is the one at which the findings stand.
resource "twilio_cross_connect" "again" {
  depends_on       = [twilio_cross_connect.ashburn]
  unique_name      = "voice-ashburn-again"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

# Alone in its group: TWX201.
resource "twilio_cross_connect" "tokyo" {
  unique_name      = "trunk-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 100
  loa_entity       = "Example Corp"
  redundancy_group = "trunk"
}
