# These tests only plan, and order nothing.

variables {
  name       = "voice"
  loa_entity = "Example Corp"
  ip_routes  = ["52.1.2.0/24"]
  legs = {
    ashburn  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
    san-jose = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
  }
}

run "a_pair" {
  command = plan

  assert {
    condition     = output.verdict == "redundant" && output.remaining_mbps == 1000 && length(output.advice) == 0
    error_message = output.report_markdown
  }

  assert {
    condition     = output.review.verdicts[*].verdict == tolist(["redundant"]) && length(output.review.findings) == 0
    error_message = output.review_markdown
  }
}

run "two_and_two" {
  command = plan

  variables {
    required_mbps = 2000
    legs = {
      ashburn-1  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
      ashburn-2  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
      san-jose-1 = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
      san-jose-2 = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
    }
  }

  assert {
    condition     = output.verdict == "redundant" && output.worst_loss == "exchange ashburn-ix; 2000 Mbps remain, about 20,000 G.711 calls"
    error_message = output.report_markdown
  }

  # The provider block of this test sets no required_mbps.
  expect_failures = [check.redundancy]
}

run "two_and_one" {
  command = plan

  variables {
    legs = {
      ashburn-1 = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
      ashburn-2 = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
      san-jose  = { exchange = "san-jose-ix", bandwidth_mbps = 1000 }
    }
  }

  assert {
    condition     = output.verdict == "redundant" && output.remaining_mbps == 1000
    error_message = output.report_markdown
  }
}

run "a_backup_that_is_too_small" {
  command = plan

  variables {
    legs = {
      main  = { exchange = "ashburn-ix", bandwidth_mbps = 1000 }
      spare = { exchange = "san-jose-ix", bandwidth_mbps = 100, role = "backup" }
    }
  }

  assert {
    condition     = output.verdict == "not_redundant" && output.blockers[*].code == tolist(["TWX206"]) && length(output.advice) == 0
    error_message = output.report_markdown
  }

  expect_failures = [check.redundancy]
}

run "two_at_one_exchange_for_the_loss_of_one_circuit" {
  command = plan

  variables {
    intent = "metro"
    legs = {
      one = { exchange = "frankfurt-ix", bandwidth_mbps = 500 }
      two = { exchange = "frankfurt-ix", bandwidth_mbps = 500 }
    }
  }

  assert {
    condition     = output.verdict == "redundant" && output.review.verdicts[*].verdict == tolist(["not_redundant"])
    error_message = output.report_markdown
  }
}

run "a_bandwidth_that_is_not_sold" {
  command = plan

  variables {
    legs = {
      one = { exchange = "ashburn-ix", bandwidth_mbps = 500 }
    }
  }

  expect_failures = [var.legs]
}
