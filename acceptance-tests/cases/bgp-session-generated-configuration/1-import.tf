import {
  to       = twilio_bgp_session.ashburn
  id       = "BG00000000000000000000000000000001"
  provider = twilio
}
