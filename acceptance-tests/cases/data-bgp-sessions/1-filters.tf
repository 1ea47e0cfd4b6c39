data "twilio_bgp_sessions" "all" {}

data "twilio_bgp_sessions" "over_one" {
  cross_connect_sid = "XC00000000000000000000000000000002"
}

data "twilio_bgp_sessions" "every_filter" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  status            = "available"
}

data "twilio_bgp_sessions" "none" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  status            = "failed"
}

output "found" {
  value = {
    all          = data.twilio_bgp_sessions.all.sids
    over_one     = data.twilio_bgp_sessions.over_one.sids
    every_filter = data.twilio_bgp_sessions.every_filter.sids
    none         = data.twilio_bgp_sessions.none.sids
  }
}
