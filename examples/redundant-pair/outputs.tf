output "letters" {
  description = "What to order at each data centre."
  value = {
    ashburn  = twilio_cross_connect.ashburn.letter_of_authorization
    san_jose = twilio_cross_connect.san_jose.letter_of_authorization
  }
}

output "next_actions" {
  description = "Whose turn it is, what to do, and by when."
  value = {
    ashburn  = twilio_cross_connect.ashburn.next_action
    san_jose = twilio_cross_connect.san_jose.next_action
  }
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces: what the firewall must let through."
  value = setunion(
    data.twilio_exchange.ashburn.prefixes,
    data.twilio_exchange.san_jose.prefixes,
  )
}

output "router" {
  description = "What the routers at your end of each leg need; nulls until Twilio has configured the connection."
  value = {
    for leg, session in { ashburn = twilio_bgp_session.ashburn, san_jose = twilio_bgp_session.san_jose } : leg => {
      asn                         = session.customer_asn
      address                     = session.customer_address
      twilio_asn                  = session.twilio_asn
      twilio_address              = session.twilio_address
    }
  }
}
