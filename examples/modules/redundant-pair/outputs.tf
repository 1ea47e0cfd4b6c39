output "verdict" {
  description = "Whether the legs stand in for each other: redundant or not_redundant. It is about what is planned, and known in the plan."
  value       = module.set.verdict
}

output "worst_loss" {
  description = "The worst loss of planned values, with what remains after it."
  value       = module.set.worst_loss
}

output "advice" {
  description = "The advice beside the verdict: code, summary, explanation, fix."
  value       = module.set.advice
}

output "legs" {
  description = "Each leg as it is planned."
  value       = module.set.legs
}

output "review" {
  description = "The plan review in parts: verdicts and findings."
  value       = module.set.review
}

output "report_markdown" {
  description = "The verdict with a table and a diagram, for the pull request: terraform output -raw report_markdown"
  value       = module.set.report_markdown
}

output "review_markdown" {
  description = "What the plan checks find in the pair, and its verdict, for the pull request: terraform output -raw review_markdown"
  value       = module.set.review_markdown
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces at the two exchanges: what the firewall must let through."
  value       = module.set.firewall_prefixes
}

output "data_center_orders" {
  description = "What to order at each data centre: where it is, and the letter of authorization to order by; null until it is issued."
  value       = module.set.data_center_orders
}

output "next_actions" {
  description = "Whose turn it is on each leg, what to do, and by when."
  value       = module.set.next_actions
}

output "routers" {
  description = "What the router at your end of each leg needs; nulls until Twilio has configured the connection."
  value       = module.set.routers
}

output "cross_connect_sids" {
  description = "The SIDs of the two cross connects."
  value       = module.set.cross_connect_sids
}

output "bgp_session_sids" {
  description = "The SIDs of the two BGP sessions, for twilio_bgp_session_health for example."
  value       = module.set.bgp_session_sids
}
