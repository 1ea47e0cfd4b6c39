provider "twilio" {
  plan_checks = { "2xx" = "off", "3xx" = "off", "4xx" = "off", "5xx" = "off", "6xx" = "off" }
}

# The service receives no request.
resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "elsewhere" {
  cross_connect_sid = "XC00000000000000000000000000000009"
  ip_routes         = ["52.1.2.0/24"]
}
