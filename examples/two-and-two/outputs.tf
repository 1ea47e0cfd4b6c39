output "redundancy" {
  description = "The verdict as Markdown, for a pull request: terraform output -raw redundancy"
  value       = module.voice.report_markdown
}

output "review" {
  description = "The findings of the plan checks as Markdown, for a pull request: terraform output -raw review"
  value       = module.voice.review_markdown
}

output "next_actions" {
  description = "The next step of each leg: who acts, what to do, and by when."
  value       = module.voice.next_actions
}
