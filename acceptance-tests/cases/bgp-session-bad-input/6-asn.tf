resource "twilio_bgp_session" "asn_0" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 0
}

resource "twilio_bgp_session" "asn_112" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 112
}

resource "twilio_bgp_session" "asn_23456" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 23456
}

resource "twilio_bgp_session" "asn_64496" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 64496
}

resource "twilio_bgp_session" "asn_64512" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 64512
}

resource "twilio_bgp_session" "asn_65535" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 65535
}

resource "twilio_bgp_session" "asn_65552" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 65552
}

resource "twilio_bgp_session" "asn_394434" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 394434
}

resource "twilio_bgp_session" "asn_4200000000" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 4200000000
}

resource "twilio_bgp_session" "asn_4294967295" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 4294967295
}

resource "twilio_bgp_session" "asn_4294967296" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 4294967296
}

resource "twilio_bgp_session" "asn_1_10" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_asn      = 1.10
}
