resource "twilio_cross_connect" "ashburn" {
  unique_name         = "ashburn-primary"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  # When the data centre has laid the cable, add what its completion notice says:
  #
  # completion {
  #   reference    = "1-206543210"
  #   completed_on = "2026-01-20"
  # }
}

output "letter_of_authorization" {
  description = "What to order at the data centre."
  value       = twilio_cross_connect.ashburn.letter_of_authorization
}

output "next_action" {
  description = "Whose turn it is, what to do, and by when."
  value       = twilio_cross_connect.ashburn.next_action
}
