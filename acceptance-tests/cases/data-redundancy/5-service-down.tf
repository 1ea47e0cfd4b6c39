data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

output "verdict" {
  value = data.twilio_redundancy.voice.verdict
}
