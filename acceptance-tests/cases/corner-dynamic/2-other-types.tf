resource "corner_scalars" "late" {
  name = "late"
}

resource "corner_dynamic" "each" {
  for_each = toset(["text", "number", "truth", "tuple"])
  value    = { of = each.key, late = corner_scalars.late.id, prefixed = "pre-${corner_scalars.late.id}" }
}
