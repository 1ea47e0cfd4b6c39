output "verdict" {
  description = "Whether the legs stand in for each other: redundant or not_redundant. It is about what is planned, and known in the plan."
  value       = data.twilio_redundancy.pair.verdict
}

output "report_markdown" {
  description = "The verdict with a table and a diagram, for the pull request: terraform output -raw report_markdown"
  value       = data.twilio_redundancy.pair.report_markdown
}

output "review_markdown" {
  description = "What the plan checks find in the pair, and its verdict, for the pull request: terraform output -raw review_markdown"
  value       = data.twilio_plan_review.pair.report_markdown
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces at the two exchanges: what the firewall must let through."
  value       = setunion([for exchange in data.twilio_exchange.leg : exchange.prefixes]...)
}

output "data_center_orders" {
  description = "What to order at each data centre: where it is, and the letter of authorization to order by; null until it is issued."
  value = {
    for key, leg in twilio_cross_connect.leg : key => {
      data_center             = data.twilio_exchange.leg[key].data_center
      address                 = data.twilio_exchange.leg[key].address
      letter_of_authorization = leg.letter_of_authorization
    }
  }
}

output "next_actions" {
  description = "Whose turn it is on each leg, what to do, and by when."
  value       = { for key, leg in twilio_cross_connect.leg : key => leg.next_action }
}

output "routers" {
  description = "What the router at your end of each leg needs; nulls until Twilio has configured the connection."
  value = {
    for key, session in twilio_bgp_session.leg : key => {
      asn            = session.customer_asn
      address        = session.customer_address
      twilio_asn     = session.twilio_asn
      twilio_address = session.twilio_address
    }
  }
}

output "cross_connect_sids" {
  description = "The SIDs of the two cross connects."
  value       = { for key, leg in twilio_cross_connect.leg : key => leg.sid }
}

output "bgp_session_sids" {
  description = "The SIDs of the two BGP sessions, for twilio_bgp_session_health for example."
  value       = { for key, session in twilio_bgp_session.leg : key => session.sid }
}
