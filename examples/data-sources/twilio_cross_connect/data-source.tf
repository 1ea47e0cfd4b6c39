# A circuit that another team orders in its own configuration, found by its name.
data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}

output "next_action" {
  description = "The next step: who acts, what to do, and by when."
  value       = data.twilio_cross_connect.ashburn.next_action
}

# Plans and applies warn while the link is not up, but do not fail.
check "ashburn_has_light" {
  assert {
    condition     = data.twilio_cross_connect.ashburn.link_status == "up"
    error_message = "The link is ${data.twilio_cross_connect.ashburn.link_status}. ${data.twilio_cross_connect.ashburn.next_action}"
  }
}
