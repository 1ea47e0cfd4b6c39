# Invalid inputs fail the plan on their variable. These tests only plan, and order nothing.

variables {
  name             = "voice"
  primary_exchange = "ashburn-ix"
  loa_entity       = "Example Corp"
  ip_routes        = ["52.1.2.0/24"]
}

run "a_name_with_a_space" {
  command = plan

  variables {
    name = "voice us"
  }

  expect_failures = [var.name]
}

run "an_exchange_that_does_not_exist" {
  command = plan

  variables {
    primary_exchange = "ashburn"
  }

  expect_failures = [var.primary_exchange]
}

run "an_exchange_without_a_partner" {
  command = plan

  variables {
    primary_exchange = "sydney-ix"
  }

  expect_failures = [var.primary_exchange]
}

run "both_legs_at_one_exchange" {
  command = plan

  variables {
    secondary_exchange = "ashburn-ix"
  }

  expect_failures = [var.primary_exchange]
}

run "a_bandwidth_that_is_not_sold_at_both" {
  command = plan

  variables {
    primary_exchange   = "london-ix"
    secondary_exchange = "ashburn-ix"
    bandwidth_mbps     = 500
  }

  expect_failures = [var.bandwidth_mbps]
}

run "private_routes" {
  command = plan

  variables {
    ip_routes = ["10.1.2.0/24"]
  }

  expect_failures = [var.ip_routes]
}

run "exchanges_that_are_no_pair" {
  command = plan

  variables {
    secondary_exchange = "tokyo-ix"
  }

  # This pair is accepted with advice: either leg can fail, and the other carries the calls.
  assert {
    condition     = output.verdict == "redundant" && output.advice[*].code == tolist(["TWX203"])
    error_message = output.report_markdown
  }
}
