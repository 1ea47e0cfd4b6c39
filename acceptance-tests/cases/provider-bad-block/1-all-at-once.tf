provider "twilio" {
  account_sid     = "AC123"
  auth_token      = ""
  base_url        = "ftp://interconnect.example.com"
  max_retries     = -1
  request_timeout = "never"
  plan_checks = {
    "TWX999" = "warn"
    "6xx"    = "loud"
    "1xx"    = "off"
  }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
