resource "terraform_data" "choice" {
  input = { name = "ashburn-primary", carrier = "XC00000000000000000000000000000001" }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name    = "ashburn-primary"
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_cross_connect" "late" {
  unique_name    = terraform_data.choice.output.name
  exchange       = "ashburn-ix"
  bandwidth_mbps = 1000
  loa_entity     = "Example Corp"
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = "XC00000000000000000000000000000001"
  ip_routes         = ["52.1.2.0/24"]
}

resource "twilio_bgp_session" "late" {
  cross_connect_sid = terraform_data.choice.output.carrier
  ip_routes         = ["52.1.3.0/24"]
}
