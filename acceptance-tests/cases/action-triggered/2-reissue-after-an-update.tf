resource "twilio_cross_connect" "ashburn" {
  exchange         = "ashburn-ix"
  bandwidth_mbps   = 1000
  loa_entity       = "Example Corp"
  unique_name      = "ashburn-primary"
  redundancy_group = "voice"

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.twilio_reissue_letter_of_authorization.ashburn]
    }
  }
}

action "twilio_reissue_letter_of_authorization" "ashburn" {
  config {
    cross_connect_sid = twilio_cross_connect.ashburn.sid
  }
}
