output "redundancy" {
  description = "The verdict as Markdown, for a pull request: terraform output -raw redundancy"
  value       = module.voice.report_markdown
}

output "review" {
  description = "The findings of the plan checks as Markdown, for a pull request: terraform output -raw review"
  value       = module.voice.review_markdown
}

output "data_center_orders" {
  description = "The order for each data center."
  value       = module.voice.data_center_orders
}

output "next_actions" {
  description = "The next step of each leg: who acts, what to do, and by when."
  value       = module.voice.next_actions
}

output "firewall_prefixes" {
  description = "The networks that Twilio announces, to permit in your firewall."
  value       = module.voice.firewall_prefixes
}

output "routers" {
  description = "The values for the routers at your end; null until Twilio has configured the connections."
  value       = module.voice.routers
}
