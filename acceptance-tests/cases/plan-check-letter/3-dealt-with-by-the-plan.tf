# A new entity requests a new letter, and a completion ends the wait for it.
resource "twilio_cross_connect" "order" {
  for_each = {
    expires-soon  = "Example Corp"
    has-expired   = "Example Corp Holding"
    no-completion = "Example Corp"
    on-its-way    = "Example Corp"
    no-letter     = "Example Corp Holding"
  }
  unique_name    = each.key
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = each.value

  dynamic "completion" {
    for_each = contains(["expires-soon", "no-completion"], each.key) ? ["DC1-4711"] : []
    content {
      reference    = completion.value
      completed_on = "2026-01-02"
    }
  }
}
