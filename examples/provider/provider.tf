terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

# Credentials come from the environment: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN,
# or with TWILIO_API_KEY and TWILIO_API_SECRET.
provider "twilio" {
  # The URL of the service. There is no default, because Twilio publishes no API
  # for Interconnect. Here it is the mock server, interconnect-mock.
  base_url = var.interconnect_base_url

  # The severity of plan checks, by code or group: off, warn, or error.
  plan_checks = {
    "TWX309" = "error" # a removed completion block is an error
  }
}

variable "interconnect_base_url" {
  description = "The URL of a service of Interconnect v1."
  type        = string
  default     = "http://127.0.0.1:8080"
}
