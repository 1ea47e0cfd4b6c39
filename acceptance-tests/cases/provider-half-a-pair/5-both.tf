variable "key" {
  type      = string
  ephemeral = true
}

provider "twilio" {
  auth_token = var.key
  api_key    = "SK0123456789abcdef0123456789abcdef"
  api_secret = var.key
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}
