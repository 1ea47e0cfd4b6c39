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
  # Twilio publishes no API for Interconnect, so there is no default. This is the
  # address of interconnect-mock.
  base_url = var.interconnect_base_url

  # Findings of the plan are warnings or errors. Set the severity by code or group.
  plan_checks = {
    "TWX309" = "error" # completion blocks must not be removed
  }
}

variable "interconnect_base_url" {
  description = "The base URL of a service of Interconnect v1."
  type        = string
  default     = "http://127.0.0.1:8080"
}
