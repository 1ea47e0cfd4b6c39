data "twilio_redundancy" "twx201" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

data "twilio_redundancy" "twx202" {
  intent = "geographic"

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

data "twilio_redundancy" "twx203" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "sydney-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

data "twilio_redundancy" "twx204" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "san-jose-ix"
    bandwidth_mbps = 100
    ip_routes      = ["52.1.2.0/24"]
  }
}

data "twilio_redundancy" "twx205" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24", "52.1.3.0/24"]
  }

  member {
    name           = "b"
    exchange       = "san-jose-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }
}

data "twilio_redundancy" "several" {
  intent = "geographic"

  member {
    name           = "a"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 1000
    ip_routes      = ["52.1.2.0/24"]
  }

  member {
    name           = "b"
    exchange       = "ashburn-ix"
    bandwidth_mbps = 100
    ip_routes      = []
  }
}

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
    bandwidth_mbps = 100
    ip_routes      = []
  }
}

output "blockers" {
  value = join("\n", [for name, set in {
    twx201  = data.twilio_redundancy.twx201
    twx202  = data.twilio_redundancy.twx202
    twx203  = data.twilio_redundancy.twx203
    twx204  = data.twilio_redundancy.twx204
    twx205  = data.twilio_redundancy.twx205
    several = data.twilio_redundancy.several
    metro   = data.twilio_redundancy.metro
    } : join("\n", concat(["${name}: ${set.verdict}"], [
      for blocker in set.blockers :
      "  ${blocker.code}: ${blocker.summary}. ${blocker.explanation} ${blocker.fix}"
  ]))])
}
