data "twilio_bgp_sessions" "all" {}

output "unsigned" {
  description = "The sessions without an MD5 key."
  value       = [for session in data.twilio_bgp_sessions.all.bgp_sessions : session.sid if !session.has_md5_key]
}

# The health of each session.
data "twilio_bgp_session_health" "each" {
  for_each = toset(data.twilio_bgp_sessions.all.sids)
  sid      = each.value
}

output "unhealthy" {
  description = "The reasons why sessions are not healthy."
  value       = { for sid, health in data.twilio_bgp_session_health.each : sid => health.reasons if !health.healthy }
}
