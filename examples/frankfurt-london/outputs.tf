output "redundancy" {
  description = "For the pull request: terraform output -raw redundancy"
  value       = module.voice.report_markdown
}

output "review" {
  description = "What the plan checks find, for the pull request: terraform output -raw review"
  value       = module.voice.review_markdown
}

output "data_center_orders" {
  description = "What to order at each data centre."
  value       = module.voice.data_center_orders
}

output "next_actions" {
  description = "Whose turn it is, what to do, and by when."
  value       = module.voice.next_actions
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces: what the firewall must let through."
  value       = module.voice.firewall_prefixes
}

output "routers" {
  description = "What the routers at your end need; nulls until Twilio has configured the connections."
  value       = module.voice.routers
}
