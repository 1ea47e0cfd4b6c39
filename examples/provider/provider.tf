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
  # Twilio publishes no API for Interconnect, so there is no default. This is
  # where interconnect-mock listens.
  base_url = var.interconnect_base_url

  # What the plan finds is a warning or an error: set it for each code or group.
  plan_checks = {
    "TWX309" = "error" # a completion block is not taken away
  }
}

variable "interconnect_base_url" {
  description = "Where a service of Interconnect v1 is."
  type        = string
  default     = "http://127.0.0.1:8080"
}
