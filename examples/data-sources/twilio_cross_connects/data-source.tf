data "twilio_cross_connects" "waiting" {
  status = "loa_issued"
}

output "waiting_for_the_data_center" {
  description = "The circuits whose cables you have to order, and the instants at which their letters expire."
  value = {
    for circuit in data.twilio_cross_connects.waiting.cross_connects :
    circuit.unique_name => circuit.letter_of_authorization.expires_at
  }
}

# An empty string finds the cross connects without a redundancy group.
data "twilio_cross_connects" "alone" {
  redundancy_group = ""
}

output "without_a_second_leg" {
  description = "The circuits without a redundancy group."
  value       = data.twilio_cross_connects.alone.cross_connects[*].unique_name
}
