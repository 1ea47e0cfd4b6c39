ephemeral "corner_opened" "it" {
  name = "the-box"
}

resource "corner_scalars" "it" {
  name           = "holder"
  key_wo         = ephemeral.corner_opened.it.inside
  key_wo_version = 1
}
