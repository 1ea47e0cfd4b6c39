# The structure of the pair, so that Terraform has the same work: variables, two levels, a reader of both, and outputs.
terraform {
  required_providers {
    tiny = {
      source = "example/tiny"
    }
  }
}

variable "ip_routes" {
  type    = set(string)
  default = ["52.1.2.0/24"]
}

variable "completed" {
  type = map(object({
    reference    = string
    completed_on = string
  }))
  default = {}
}

variable "protected" {
  type    = bool
  default = true
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
  text = join(" ", [each.value, var.protected, length([for name, notice in var.completed : notice if name == each.key])])
}

resource "tiny_note" "session" {
  for_each = tiny_note.cross_connect

  file = "session-${each.value.file}"
  text = join(" ", var.ip_routes)
}

locals {
  circuits = [for leg in tiny_note.cross_connect : leg.text]
  sessions = length([for session in tiny_note.session : session.text])
}

resource "tiny_note" "review" {
  file = "review.txt"
  text = "${join(" ", local.circuits)} ${local.sessions}"
}

output "files" {
  value = { for name, leg in tiny_note.cross_connect : name => leg.file }
}

output "texts" {
  value = {
    for name, leg in tiny_note.cross_connect : name => format("%s: %s, %s", leg.file, leg.text, local.sessions)
    if leg.text != null
  }
}

output "both" {
  value = { for name, leg in tiny_note.cross_connect : name => "${leg.text}, ${tiny_note.session[name].text}" }
}

output "sessions" {
  value = {
    for name, session in tiny_note.session : name => {
      file = session.file
      text = session.text
    } if session.text != null
  }
}
