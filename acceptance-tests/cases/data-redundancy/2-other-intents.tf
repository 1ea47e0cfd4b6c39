data "twilio_redundancy" "metro" {
  intent = "metro"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

data "twilio_redundancy" "none" {
  intent = "none"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "sydney-ix"
    bandwidth_mbps = 10
    ip_routes      = []
  }
}

data "twilio_redundancy" "single" {
  intent = "none"

  member {
    name           = "alone"
    exchange       = "sydney-ix"
    bandwidth_mbps = 500
    ip_routes      = ["52.1.2.0/24"]
  }
}

output "verdicts" {
  value = [for set in [
    data.twilio_redundancy.metro,
    data.twilio_redundancy.none,
    data.twilio_redundancy.single,
  ] : { verdict = set.verdict, blockers = length(set.blockers) }]
}

output "report" {
  value = data.twilio_redundancy.none.report_markdown
}
