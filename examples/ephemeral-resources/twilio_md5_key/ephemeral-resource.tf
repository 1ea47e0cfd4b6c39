variable "ip_routes" {
  description = "Your public IPv4 networks, /24 to /32, that Twilio reaches over the cross connect."
  type        = set(string)
}

variable "key_version" {
  description = "The version of the key. Increase it to generate and send a new key."
  type        = number
  default     = 1
}

ephemeral "twilio_md5_key" "ashburn" {
  length = 24
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid  = "XC0123456789abcdef0123456789abcdef"
  ip_routes          = var.ip_routes
  md5_key_wo         = ephemeral.twilio_md5_key.ashburn.key
  md5_key_wo_version = var.key_version
}

# Your router requires the same key. In the same run and under the same version, pass it to the store from which the router reads it:
#
# resource "vault_kv_secret_v2" "ashburn" {
#   mount                = "network"
#   name                 = "bgp/ashburn"
#   data_json_wo         = jsonencode({ key = ephemeral.twilio_md5_key.ashburn.key })
#   data_json_wo_version = var.key_version
# }
