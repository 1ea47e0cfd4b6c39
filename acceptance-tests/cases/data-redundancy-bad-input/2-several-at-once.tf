data "twilio_redundancy" "nobody" {
  intent = "regional"

  member {}

  member {
    sid      = "XC0123456789abcdef0123456789abcdef"
    name     = "voice-ashburn"
    exchange = "ashburn-ix"
  }

  member {
    name      = "voice-ashburn"
    ip_routes = ["52.1.2.0/24", "52.1.2.0/25"]
  }

  member {
    name           = "voice-san-jose"
    exchange       = "san-jose-ix"
    bandwidth_mbps = 500
    ip_routes      = ["10.0.0.0/24"]
  }

  member {
    sid = "XC0123456789abcdef0123456789abcdef"
  }

  member {
    sid = "BG0123456789abcdef0123456789abcdef"
  }
}
