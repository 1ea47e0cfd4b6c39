resource "twilio_cross_connect" "ashburn" {
  unique_name    = "voice-ashburn"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
  wait_for       = "requested"
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24"]
}
