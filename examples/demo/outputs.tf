output "next_actions" {
  description = "Whose turn it is, leg by leg."
  value       = { for name, leg in twilio_cross_connect.leg : name => leg.next_action }
}

output "letters" {
  description = "What to order at each data centre."
  value = {
    for name, leg in twilio_cross_connect.leg : name => format(
      "%s: cage %s, patch panel %s, port %s, valid until %s",
      leg.letter_of_authorization.sid,
      leg.letter_of_authorization.cage,
      leg.letter_of_authorization.patch_panel,
      leg.letter_of_authorization.port,
      leg.letter_of_authorization.expires_at,
    ) if leg.letter_of_authorization != null
  }
}

output "statuses" {
  description = "Where each leg and its session stand."
  value = {
    for name, leg in twilio_cross_connect.leg :
    name => "cross connect ${leg.status}, session ${twilio_bgp_session.leg[name].status}"
  }
}

output "router_values" {
  description = "What the router at your end of each leg needs; empty until Twilio has configured the connection."
  value = {
    for name, session in twilio_bgp_session.leg : name => {
      asn            = session.customer_asn
      address        = session.customer_address
      twilio_asn     = session.twilio_asn
      twilio_address = session.twilio_address
    } if session.twilio_asn != null
  }
}
