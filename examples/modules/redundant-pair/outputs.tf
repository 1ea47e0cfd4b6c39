output "verdict" {
  description = "The verdict on the planned pair: redundant or not_redundant. Known in the plan."
  value       = module.set.verdict
}

output "worst_loss" {
  description = "The worst loss, with the bandwidth that remains after it, by the planned values."
  value       = module.set.worst_loss
}

output "advice" {
  description = "The advice in addition to the verdict: code, summary, explanation, fix."
  value       = module.set.advice
}

output "legs" {
  description = "The planned values of each leg."
  value       = module.set.legs
}

output "review" {
  description = "The plan review in parts: verdicts and findings."
  value       = module.set.review
}

output "report_markdown" {
  description = "The verdict with a table and a diagram, for a pull request: terraform output -raw report_markdown"
  value       = module.set.report_markdown
}

output "review_markdown" {
  description = "The findings of the plan checks in the pair, and its verdict, for a pull request: terraform output -raw review_markdown"
  value       = module.set.review_markdown
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces at the two exchanges, to permit in your firewall."
  value       = module.set.firewall_prefixes
}

output "data_center_orders" {
  description = "The order for each data center: its address, and the letter of authorization, which is null until it is issued."
  value       = module.set.data_center_orders
}

output "next_actions" {
  description = "The next step of each leg: who acts, what to do, and by when."
  value       = module.set.next_actions
}

output "routers" {
  description = "The values for the router at your end of each leg; null until Twilio has configured the connection."
  value       = module.set.routers
}

output "cross_connect_sids" {
  description = "The SIDs of the two cross connects."
  value       = module.set.cross_connect_sids
}

output "bgp_session_sids" {
  description = "The SIDs of the two BGP sessions, for example for twilio_bgp_session_health."
  value       = module.set.bgp_session_sids
}
