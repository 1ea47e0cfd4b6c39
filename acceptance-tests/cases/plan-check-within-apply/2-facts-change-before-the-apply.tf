resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_bgp_session" "san_jose" {
  depends_on        = [twilio_cross_connect.ashburn]
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24"]
}
