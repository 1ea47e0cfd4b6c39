# A cross connect carries at most one session, so its SID identifies the session.
data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}

data "twilio_bgp_session" "ashburn" {
  cross_connect_sid = data.twilio_cross_connect.ashburn.sid
}

output "neighbour" {
  description = "The ASN and the address of Twilio's router, for the configuration of yours."
  value = {
    address   = data.twilio_bgp_session.ashburn.twilio_address
    remote_as = data.twilio_bgp_session.ashburn.twilio_asn
  }
}
