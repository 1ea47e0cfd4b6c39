output "redundancy" {
  description = "For the pull request: terraform output -raw redundancy"
  value       = module.voice.report_markdown
}

output "review" {
  description = "The findings of the plan checks, for the pull request: terraform output -raw review"
  value       = module.voice.review_markdown
}

output "next_actions" {
  description = "Whose turn it is, what to do, and by when."
  value       = module.voice.next_actions
}
