data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    sid = "XC00000000000000000000000000000001"
  }

  member {
    sid = "XC00000000000000000000000000000003"
  }
}

output "report" {
  value = data.twilio_redundancy.voice.report_markdown
}
