resource "twilio_bgp_session" "sydney" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24", "52.1.4.0/24"]
}

# Sequential, so that the finding is always at this one.
resource "twilio_bgp_session" "tokyo" {
  depends_on        = [twilio_bgp_session.sydney]
  cross_connect_sid = "XC00000000000000000000000000000002"
  ip_routes         = ["52.1.2.0/24", "52.1.3.0/24", "52.1.4.128/25"]
}
