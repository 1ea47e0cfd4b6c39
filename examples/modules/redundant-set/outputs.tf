output "verdict" {
  description = "The verdict on the planned set: redundant, not_redundant, or not_assessed. Known in the plan."
  value       = local.verdict
}

output "required_mbps" {
  description = "The bandwidth that must remain after the worst loss."
  value       = data.twilio_redundancy.set.required_mbps
}

output "remaining_mbps" {
  description = "The bandwidth that remains after the worst loss, by the planned values."
  value       = data.twilio_redundancy.set.remaining_mbps
}

output "worst_loss" {
  description = "The worst loss, with the bandwidth that remains after it, by the planned values."
  value       = data.twilio_redundancy.set.worst_loss
}

output "losses_markdown" {
  description = "A table of all losses, with the bandwidth that remains after each."
  value       = data.twilio_redundancy.set.losses_markdown
}

output "blockers" {
  description = "The reasons why the set is not redundant: code, summary, explanation, fix."
  value       = data.twilio_redundancy.set.blockers
}

output "advice" {
  description = "The advice in addition to the verdict: code, summary, explanation, fix."
  value       = data.twilio_redundancy.set.advice
}

output "report_markdown" {
  description = "The verdict with the losses, the members, and a diagram, for a pull request: terraform output -raw report_markdown"
  value       = data.twilio_redundancy.set.report_markdown
}

output "review_markdown" {
  description = "The findings of the plan checks in the set, and its verdict, for a pull request: terraform output -raw review_markdown"
  value       = data.twilio_plan_review.set.report_markdown
}

output "review" {
  description = "The plan review in parts: verdicts and findings."
  value = {
    verdicts = data.twilio_plan_review.set.verdicts
    findings = data.twilio_plan_review.set.findings
  }
}

output "legs" {
  description = "The planned values of each leg."
  value = {
    for key, leg in twilio_cross_connect.leg : key => {
      unique_name         = leg.unique_name
      exchange            = leg.exchange
      bandwidth_mbps      = leg.bandwidth_mbps
      role                = leg.redundancy_role
      deletion_protection = leg.deletion_protection
      ip_routes           = twilio_bgp_session.leg[key].ip_routes
    }
  }
}

output "health" {
  description = "The live status of the cross connect and the session of each leg. It does not change the verdict."
  value = {
    for key, leg in twilio_cross_connect.leg : key => {
      cross_connect = leg.status
      bgp_session   = twilio_bgp_session.leg[key].status
    }
  }
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces at the exchanges, to permit in your firewall."
  value       = setunion([for leg in var.legs : local.exchanges[leg.exchange].prefixes]...)
}

output "data_center_orders" {
  description = "The order for each data center: its address, and the letter of authorization, which is null until it is issued."
  value = {
    for key, leg in twilio_cross_connect.leg : key => {
      data_center             = local.exchanges[leg.exchange].data_center
      address                 = local.exchanges[leg.exchange].address
      letter_of_authorization = leg.letter_of_authorization
    }
  }
}

output "next_actions" {
  description = "The next step of each leg: who acts, what to do, and by when."
  value       = { for key, leg in twilio_cross_connect.leg : key => leg.next_action }
}

output "routers" {
  description = "The values for the router at your end of each leg; null until Twilio has configured the connection."
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
  description = "The SIDs of the cross connects."
  value       = { for key, leg in twilio_cross_connect.leg : key => leg.sid }
}

output "bgp_session_sids" {
  description = "The SIDs of the BGP sessions, for example for twilio_bgp_session_health."
  value       = { for key, session in twilio_bgp_session.leg : key => session.sid }
}
