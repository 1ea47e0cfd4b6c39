# These tests only plan, and order nothing.

variables {
  name             = "voice"
  primary_exchange = "ashburn-ix"
  loa_entity       = "Example Corp"
  ip_routes        = ["52.1.2.0/24", "52.1.3.0/24"]
}

run "the_partner_is_the_recommended_one" {
  command = plan

  assert {
    condition = {
      for key, leg in output.legs : key => leg.exchange
    } == { primary = "ashburn-ix", secondary = "san-jose-ix" }
    error_message = "The legs are at other exchanges."
  }

  assert {
    condition     = [for leg in output.legs : leg.unique_name] == ["voice-ashburn", "voice-san-jose"]
    error_message = "The legs have other names."
  }
}

run "the_legs_are_equal_and_protected" {
  command = plan

  assert {
    condition     = alltrue([for leg in output.legs : leg.bandwidth_mbps == 1000 && leg.deletion_protection])
    error_message = "A leg has another bandwidth, or can be destroyed by mistake."
  }

  assert {
    condition     = alltrue([for leg in output.legs : leg.ip_routes == toset(var.ip_routes)])
    error_message = "A session announces other routes."
  }
}

run "the_verdict_and_the_prefixes_are_known_in_the_plan" {
  command = plan

  assert {
    condition     = output.verdict == "redundant"
    error_message = output.report_markdown
  }

  assert {
    condition     = output.firewall_prefixes == toset(["67.213.136.0/25", "168.86.128.0/18", "208.78.112.0/25"])
    error_message = "The firewall would permit other networks."
  }
}

run "the_review_is_read_in_the_plan_and_finds_nothing" {
  command = plan

  assert {
    condition = [
      for verdict in output.review.verdicts : verdict.verdict
    ] == ["redundant"] && length(output.review.findings) == 0
    error_message = output.review_markdown
  }
}

run "london_and_frankfurt" {
  command = plan

  variables {
    primary_exchange = "london-ix"
    bandwidth_mbps   = 500
  }

  assert {
    condition     = output.legs["secondary"].exchange == "frankfurt-ix" && output.verdict == "redundant"
    error_message = output.report_markdown
  }
}

run "tokyo_and_singapore" {
  command = plan

  variables {
    primary_exchange = "tokyo-ix"
  }

  assert {
    condition     = output.legs["secondary"].exchange == "singapore-ix" && output.verdict == "redundant"
    error_message = output.report_markdown
  }
}
