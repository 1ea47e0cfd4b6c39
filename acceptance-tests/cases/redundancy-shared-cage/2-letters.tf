provider "twilio" {
  required_mbps = {
    voice = 2000
  }

  plan_checks = {
    "2xx"  = "error"
    TWX202 = "off"
  }
}

resource "twilio_cross_connect" "ashburn_1" {
  unique_name      = "voice-ashburn-1"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_cross_connect" "ashburn_2" {
  unique_name      = "voice-ashburn-2"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

resource "twilio_cross_connect" "san_jose" {
  unique_name      = "voice-san-jose"
  exchange         = "san-jose-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = "voice"
}

data "twilio_redundancy" "voice" {
  intent        = "metro"
  required_mbps = 2000

  member {
    sid = twilio_cross_connect.ashburn_1.sid
  }

  member {
    sid = twilio_cross_connect.ashburn_2.sid
  }

  member {
    sid = twilio_cross_connect.san_jose.sid
  }
}

locals {
  circuits = [twilio_cross_connect.ashburn_1.unique_name, twilio_cross_connect.ashburn_2.unique_name, twilio_cross_connect.san_jose.unique_name]
}

data "twilio_plan_review" "voice" {
  unique_names = local.circuits
}

output "verdict" {
  value = data.twilio_redundancy.voice.verdict
}

output "losses" {
  value = data.twilio_redundancy.voice.losses_markdown
}

output "findings" {
  value = data.twilio_plan_review.voice.findings[*].summary
}
