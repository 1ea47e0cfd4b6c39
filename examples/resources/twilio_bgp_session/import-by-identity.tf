import {
  to = twilio_bgp_session.ashburn
  identity = {
    sid = "BG0123456789abcdef0123456789abcdef"
  }
}
