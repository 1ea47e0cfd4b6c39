provider "twilio" {
  plan_checks = { "TWX210" = "off", "7xx" = "warn", "TWX201" = "loud" }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}
