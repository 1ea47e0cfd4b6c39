resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid  = "AC123"
  ip_routes          = ["10.1.2.0/24", "52.1.2.1/24"]
  customer_asn       = 64512
  customer_address   = "52.1.9.0/30"
  md5_key_wo         = "short"
  md5_key_wo_version = 1
}
