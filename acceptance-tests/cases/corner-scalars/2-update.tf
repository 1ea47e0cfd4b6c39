variable "key" {
  type      = string
  ephemeral = true
}

resource "corner_scalars" "all" {
  name           = "full"
  truth          = false
  number         = 0
  whole          = 9223372036854775807
  place          = "here"
  colour         = "red"
  hidden         = "behind another curtain"
  key_wo         = var.key
  key_wo_version = 2
}

resource "corner_scalars" "least" {
  name    = ""
  is_kept = true
}
