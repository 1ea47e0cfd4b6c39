action "twilio_report_completion" "ashburn" {
  config {
    cross_connect_sid = "XC0123456789abcdef0123456789abcdef"
    reference         = "1-206543210"
    completed_on      = "2026-01-20"
    wait_until_active = true
  }
}

# terraform apply -invoke=action.twilio_report_completion.ashburn
