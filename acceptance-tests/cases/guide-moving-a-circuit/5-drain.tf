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
  enabled           = false
}

resource "twilio_cross_connect" "san_jose" {
  unique_name      = "voice-san-jose"
  exchange         = "san-jose-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
  wait_for         = "active"

  completion {
    reference    = "1-206543210"
    completed_on = "2026-01-05"
  }
}

resource "twilio_bgp_session" "san_jose" {
  cross_connect_sid = twilio_cross_connect.san_jose.sid
  ip_routes         = ["52.1.2.0/24"]
}

data "twilio_bgp_session_health" "san_jose" {
  sid = twilio_bgp_session.san_jose.sid
}

output "is_healthy" {
  value = data.twilio_bgp_session_health.san_jose.healthy
}
