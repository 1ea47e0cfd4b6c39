removed {
  from = twilio_cross_connect.ashburn

  lifecycle {
    destroy = false
  }
}
