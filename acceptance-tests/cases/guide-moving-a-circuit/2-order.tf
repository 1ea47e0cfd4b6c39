resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = ["52.1.2.0/24"]
}

resource "twilio_cross_connect" "san_jose" {
  unique_name      = "voice-san-jose"
  exchange         = "san-jose-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}
