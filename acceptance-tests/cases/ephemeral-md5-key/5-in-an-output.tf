ephemeral "twilio_md5_key" "ashburn" {
}

output "key" {
  value = ephemeral.twilio_md5_key.ashburn.key
}
