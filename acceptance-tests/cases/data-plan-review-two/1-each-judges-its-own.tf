resource "twilio_cross_connect" "voice" {
  for_each         = { ashburn = "ashburn-ix", san-jose = "san-jose-ix" }
  unique_name      = "voice-${each.key}"
  exchange         = each.value
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_cross_connect" "video" {
  unique_name      = "video-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "video"
}

locals {
  voice = [for leg in twilio_cross_connect.voice : leg.unique_name]
  video = [twilio_cross_connect.video.unique_name]
}

data "twilio_plan_review" "voice" {
  unique_names      = local.voice
  bgp_session_count = 0
}

data "twilio_plan_review" "video" {
  unique_names      = local.video
  bgp_session_count = 0
}

output "codes" {
  value = {
    voice = data.twilio_plan_review.voice.findings[*].code
    video = data.twilio_plan_review.video.findings[*].code
  }
}
