terraform {
  required_providers {
    tiny = {
      source = "example/tiny"
    }
  }
}

locals {
  legs = {
    ashburn  = "ashburn-ix"
    san-jose = "san-jose-ix"
  }
}

resource "tiny_note" "cross_connect" {
  for_each = local.legs

  file = "${each.key}.txt"
  text = each.value
}

resource "tiny_note" "session" {
  for_each = tiny_note.cross_connect

  file = "session-${each.value.file}"
}

output "files" {
  value = { for name, leg in tiny_note.cross_connect : name => leg.file }
}

output "sessions" {
  value = { for name, session in tiny_note.session : name => session.text }
}
