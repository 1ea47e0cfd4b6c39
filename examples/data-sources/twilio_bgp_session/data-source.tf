# A cross connect carries one session at most, so its SID leads to the session.
data "twilio_cross_connect" "ashburn" {
  unique_name = "ashburn-primary"
}

data "twilio_bgp_session" "ashburn" {
  cross_connect_sid = data.twilio_cross_connect.ashburn.sid
}

output "neighbour" {
  description = "What your router needs to know of Twilio's."
  value = {
    address   = data.twilio_bgp_session.ashburn.twilio_address
    remote_as = data.twilio_bgp_session.ashburn.twilio_asn
  }
}
