import {
  to = twilio_cross_connect.ashburn_1
  id = "XCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
}

import {
  to = twilio_cross_connect.ashburn_2
  id = "XCbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
}

import {
  to = twilio_cross_connect.san_jose
  id = "XCcccccccccccccccccccccccccccccccc"
}

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
