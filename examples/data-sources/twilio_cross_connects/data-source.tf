data "twilio_cross_connects" "waiting" {
  status = "loa_issued"
}

output "waiting_for_the_data_center" {
  description = "The circuits whose cable has to be ordered, and until when their letters are valid."
  value = {
    for circuit in data.twilio_cross_connects.waiting.cross_connects :
    circuit.unique_name => circuit.letter_of_authorization.expires_at
  }
}

# An empty text finds the cross connects that belong to no redundancy group.
data "twilio_cross_connects" "alone" {
  redundancy_group = ""
}

output "without_a_second_leg" {
  description = "The circuits that nothing stands in for."
  value       = data.twilio_cross_connects.alone.cross_connects[*].unique_name
}
