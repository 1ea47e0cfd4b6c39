variable "customer_address" {
  description = "Your end of the link, from twilio_bgp_session.<name>.customer_address."
  type        = string
}

variable "twilio_asn" {
  description = "Twilio's ASN, from twilio_bgp_session.<name>.twilio_asn."
  type        = number
}

locals {
  link = provider::twilio::interface_addresses(var.customer_address)
}

output "router" {
  description = "Lines for a router, the same for each session."
  value       = <<-EOT
    interface GigabitEthernet0/0
     ip address ${local.link.customer} ${local.link.netmask}
    router bgp 65010
     neighbor ${local.link.twilio} remote-as ${var.twilio_asn}
  EOT
}
