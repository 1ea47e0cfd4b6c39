variable "key" {
  type      = string
  ephemeral = true
}

resource "corner_scalars" "all" {
  name           = "full"
  text           = "ümlaut, \"quotes\" and a\nnew line"
  truth          = true
  number         = 0.1
  whole          = -9223372036854775808
  place          = "here"
  label          = ""
  hidden         = "behind the curtain"
  key_wo         = var.key
  key_wo_version = 1
}

resource "corner_scalars" "least" {
  name = ""
}
