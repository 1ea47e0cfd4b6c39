# A cross connect is imported by its SID.
terraform import twilio_cross_connect.ashburn XC0123456789abcdef0123456789abcdef
