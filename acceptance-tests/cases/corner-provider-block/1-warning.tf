variable "token" {
  type      = string
  ephemeral = true
}

provider "corner" {
  warning = "on every run"
  token   = var.token
}

resource "corner_scalars" "one" {
  name = "one"
}
