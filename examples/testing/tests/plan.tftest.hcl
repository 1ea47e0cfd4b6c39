# Plans with the rules of the provider, without credentials and without a service.

provider "twilio" {
  account_sid = "AC00000000000000000000000000000000"
  auth_token  = "no-credentials-are-needed-00000"
  base_url    = "http://127.0.0.1:9"
  max_retries = 0

  # These checks read from the service.
  plan_checks = { "2xx" = "off", "3xx" = "off", "4xx" = "off", "5xx" = "off" }
}

override_data {
  target = data.twilio_exchange.voice
  values = { prefixes = ["208.78.112.0/25", "168.86.128.0/18"] }
}

run "the_circuit_is_named_after_its_exchange" {
  command = plan

  assert {
    condition     = twilio_cross_connect.voice.unique_name == "voice-ashburn"
    error_message = "The name is ${twilio_cross_connect.voice.unique_name}."
  }
}

run "private_routes_are_refused" {
  command = plan

  variables {
    ip_routes = ["10.1.2.0/24"]
  }

  expect_failures = [var.ip_routes]
}
