data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    sid = "XC00000000000000000000000000000001"
  }

  member {
    name           = "voice-ashburn"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}
