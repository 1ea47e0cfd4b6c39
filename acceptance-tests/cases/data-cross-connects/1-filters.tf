data "twilio_cross_connects" "all" {}

data "twilio_cross_connects" "group" {
  redundancy_group = "voice"
}

data "twilio_cross_connects" "ungrouped" {
  redundancy_group = ""
}

data "twilio_cross_connects" "every_filter" {
  exchange         = "ashburn-ix"
  status           = "active"
  redundancy_group = "voice"
}

data "twilio_cross_connects" "none" {
  exchange = "tokyo-ix"
}

output "found" {
  value = {
    all          = data.twilio_cross_connects.all.sids
    group        = data.twilio_cross_connects.group.sids
    ungrouped    = data.twilio_cross_connects.ungrouped.sids
    every_filter = data.twilio_cross_connects.every_filter.sids
    none         = data.twilio_cross_connects.none.sids
  }
}
