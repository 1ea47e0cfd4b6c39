resource "twilio_cross_connect" "voice" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "voice" {
  cross_connect_sid = twilio_cross_connect.voice.sid
  ip_routes         = ["52.1.2.0/24"]
}
