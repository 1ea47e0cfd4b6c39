import {
  to       = twilio_cross_connect.ashburn
  id       = "XC00000000000000000000000000000001"
  provider = twilio
}
