resource "terraform_data" "late" {
  input = "ashburn"
}

resource "twilio_cross_connect" "ashburn" {
  unique_name      = "${terraform_data.late.output}-primary"
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  redundancy_group = terraform_data.late.id != "" ? "us" : null
}
