data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    sid = "XC00000000000000000000000000000001"
  }

  member {
    name           = "voice-san-jose-2"
    exchange       = "san-jose-ix"
    bandwidth_mbps = 100
    ip_routes      = []
  }
}

output "report" {
  value = data.twilio_redundancy.voice.report_markdown
}
