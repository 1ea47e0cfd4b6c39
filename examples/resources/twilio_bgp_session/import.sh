# A BGP session is imported by its SID. The MD5 key cannot be read: the plan adds the
# version, and the next apply sends the key.
terraform import twilio_bgp_session.ashburn BG0123456789abcdef0123456789abcdef
