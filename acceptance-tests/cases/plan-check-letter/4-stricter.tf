resource "twilio_cross_connect" "order" {
  for_each       = toset(["expires-soon", "has-expired", "no-completion", "no-letter", "on-its-way"])
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
