resource "corner_scalars" "late" {
  name = provider::corner::join("-", "a", "b")
}

output "known" {
  value = {
    joined    = provider::corner::join(", ", "a", "", "c")
    no_parts  = provider::corner::join(", ")
    no_join   = provider::corner::join(null, "a", "b")
    null      = provider::corner::seen(tostring(null))
    list      = provider::corner::seen(tolist(["a"]))
    object    = provider::corner::seen({ a = [1, null] })
    quotient  = provider::corner::divide(-7, 2)
    late      = provider::corner::join("-", corner_scalars.late.id, "b")
    seen_late = provider::corner::seen(corner_scalars.late.id)
    in_object = provider::corner::seen({ late = corner_scalars.late.id })
  }
}
