import {
  to = twilio_bgp_session.ashburn
  id = "BG0123456789abcdef0123456789abcdef"
}
