variable "key" {
  type      = string
  default   = null
  ephemeral = true
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid  = "XC00000000000000000000000000000001"
  ip_routes          = ["52.1.2.0/24"]
  md5_key_wo         = var.key
  md5_key_wo_version = 1
}
