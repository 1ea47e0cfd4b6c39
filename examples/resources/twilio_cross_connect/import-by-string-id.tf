import {
  to = twilio_cross_connect.ashburn
  id = "XC0123456789abcdef0123456789abcdef"
}
