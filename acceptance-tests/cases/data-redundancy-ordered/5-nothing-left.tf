data "twilio_redundancy" "voice" {
  intent = "geographic"

  member {
    sid = "XC00000000000000000000000000000004"
  }

  member {
    sid = "XC00000000000000000000000000000005"
  }
}

output "report" {
  value = data.twilio_redundancy.voice.report_markdown
}
