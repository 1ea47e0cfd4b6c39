resource "twilio_cross_connect" "ashburn" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

# A known limit: Terraform plans this one only after the answer about the first.
resource "twilio_cross_connect" "san_jose" {
  depends_on       = [twilio_cross_connect.ashburn]
  unique_name      = "voice-san-jose"
  exchange         = "san-jose-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}
