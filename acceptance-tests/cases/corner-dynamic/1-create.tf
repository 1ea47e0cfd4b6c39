locals {
  values = {
    text   = "text"
    number = 12345678901234567890
    truth  = true
    tuple  = ["a", 1, null, { b = [true] }]
    list   = tolist(["a", "b"])
    set    = toset(["b", "a"])
    map    = tomap({ a = 1, b = 2 })
    object = { a = 1, b = { c = [] } }
    null   = null
    empty  = {}
  }
}

resource "corner_dynamic" "each" {
  for_each = toset(keys(local.values))
  value    = local.values[each.key]
}
