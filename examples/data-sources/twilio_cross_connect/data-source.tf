# A circuit that another team's configuration orders: look it up by the name that both know.
data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}

output "next_action" {
  description = "Whose turn it is, what to do, and by when."
  value       = data.twilio_cross_connect.ashburn.next_action
}

# A plan or an apply warns while no light is on the fibre, and goes on.
check "ashburn_has_light" {
  assert {
    condition     = data.twilio_cross_connect.ashburn.link_status == "up"
    error_message = "The link is ${data.twilio_cross_connect.ashburn.link_status}. ${data.twilio_cross_connect.ashburn.next_action}"
  }
}
