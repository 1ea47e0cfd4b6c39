variable "md5_key" {
  type      = string
  ephemeral = true
}

resource "twilio_bgp_session" "spare" {
  cross_connect_sid = "XC00000000000000000000000000000003"
  ip_routes         = ["52.1.4.0/24"]

  md5_key_wo         = var.md5_key
  md5_key_wo_version = 1
}

data "twilio_bgp_session" "spare" {
  sid = twilio_bgp_session.spare.sid
}
