provider "twilio" {}

provider "twilio" {
  alias = "other"
}

resource "twilio_cross_connect" "voice" {
  unique_name      = "voice-ashburn"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_cross_connect" "video" {
  provider         = twilio.other
  unique_name      = "video-tokyo"
  exchange         = "tokyo-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "video"
}

locals {
  all   = [twilio_cross_connect.voice.unique_name, twilio_cross_connect.video.unique_name]
  video = [twilio_cross_connect.video.unique_name]
}

# It includes only the plans of its own process.
data "twilio_plan_review" "all" {
  unique_names      = local.all
  bgp_session_count = 0
}

data "twilio_plan_review" "video" {
  provider          = twilio.other
  unique_names      = local.video
  bgp_session_count = 0
}

output "circuits" {
  value = {
    all   = data.twilio_plan_review.all.circuits
    video = data.twilio_plan_review.video.circuits
  }
}
