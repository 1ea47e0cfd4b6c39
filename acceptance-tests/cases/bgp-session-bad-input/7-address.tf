resource "twilio_bgp_session" "address_0" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.9.0/30"
}

resource "twilio_bgp_session" "address_1" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.9.3/30"
}

resource "twilio_bgp_session" "address_2" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.9.2"
}

resource "twilio_bgp_session" "address_3" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.9.2/24"
}

resource "twilio_bgp_session" "address_4" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "169.254.1.2/30"
}

resource "twilio_bgp_session" "address_5" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "10.0.0.1/30"
}

resource "twilio_bgp_session" "address_6" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "208.78.112.1/30"
}

resource "twilio_bgp_session" "address_7" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
  customer_address  = "52.1.2.1/30"
}
