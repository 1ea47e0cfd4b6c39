output "next_actions" {
  description = "The next step of each leg."
  value       = { for name, leg in twilio_cross_connect.leg : name => leg.next_action }
}

output "letters" {
  description = "The letter of authorization for each data center, with the port."
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
  description = "The status of each leg and of its session."
  value = {
    for name, leg in twilio_cross_connect.leg :
    name => "cross connect ${leg.status}, session ${twilio_bgp_session.leg[name].status}"
  }
}

output "router_values" {
  description = "The values for the router at your end of each leg; empty until Twilio has configured the connection."
  value = {
    for name, session in twilio_bgp_session.leg : name => {
      asn            = session.customer_asn
      address        = session.customer_address
      twilio_asn     = session.twilio_asn
      twilio_address = session.twilio_address
    } if session.twilio_asn != null
  }
}
