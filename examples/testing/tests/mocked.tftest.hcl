# Applies without a service. Terraform generates the computed values that have no default here.

mock_provider "twilio" {
  mock_resource "twilio_cross_connect" {
    defaults = {
      id           = "XC00000000000000000000000000000001"
      sid          = "XC00000000000000000000000000000001"
      account_sid  = "AC00000000000000000000000000000000"
      data_center  = "Equinix DC1"
      date_created = "2026-01-05T09:00:00Z"
      status       = "active"
      next_action  = "No action required: the cross connect is in service."
    }
  }

  mock_resource "twilio_bgp_session" {
    defaults = {
      id               = "BG00000000000000000000000000000001"
      sid              = "BG00000000000000000000000000000001"
      account_sid      = "AC00000000000000000000000000000000"
      date_created     = "2026-01-05T09:00:00Z"
      status           = "available"
      customer_asn     = 65010
      customer_address = "169.254.1.2/30"
      twilio_asn       = 394434
      twilio_address   = "169.254.1.1/30"
    }
  }

  mock_data "twilio_exchange" {
    defaults = {
      prefixes = ["208.78.112.0/25", "168.86.128.0/18"]
    }
  }
}

run "the_session_is_on_the_circuit" {
  assert {
    condition     = twilio_bgp_session.voice.cross_connect_sid == output.cross_connect_sid
    error_message = "The session is on another circuit."
  }
}

run "the_firewall_lets_the_prefixes_of_the_exchange_through" {
  assert {
    condition     = contains(output.firewall_prefixes, "208.78.112.0/25")
    error_message = "A prefix is missing."
  }
}
