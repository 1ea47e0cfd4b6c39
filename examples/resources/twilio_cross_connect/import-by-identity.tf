import {
  to = twilio_cross_connect.ashburn
  identity = {
    sid = "XC0123456789abcdef0123456789abcdef"
  }
}
