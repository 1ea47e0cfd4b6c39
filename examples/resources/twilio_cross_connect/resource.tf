resource "twilio_cross_connect" "ashburn" {
  unique_name         = "ashburn-primary"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 1000
  loa_entity          = "Example Corp"
  deletion_protection = true

  # When the data center has laid the cable, add the values of its completion notice:
  #
  # completion {
  #   reference    = "1-206543210"
  #   completed_on = "2026-01-20"
  # }
}

output "letter_of_authorization" {
  description = "The letter with which you order at the data center."
  value       = twilio_cross_connect.ashburn.letter_of_authorization
}

output "next_action" {
  description = "The next step: who acts, what to do, and by when."
  value       = twilio_cross_connect.ashburn.next_action
}
