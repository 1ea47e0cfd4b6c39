# The second of each is planned after the first, so that the finding is at the second.
resource "twilio_cross_connect" "frankfurt" {
  unique_name    = "europe-primary"
  exchange       = "frankfurt-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "london" {
  depends_on     = [twilio_cross_connect.frankfurt]
  unique_name    = "europe-primary"
  exchange       = "london-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

# The cross connect is in the account and has no session yet.
resource "twilio_bgp_session" "tokyo" {
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.7.0/24"]
}

resource "twilio_bgp_session" "tokyo_again" {
  depends_on        = [twilio_bgp_session.tokyo]
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.8.0/24"]
}
