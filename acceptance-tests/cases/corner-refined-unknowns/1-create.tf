resource "corner_scalars" "late" {
  name = "late"
}

resource "corner_scalars" "prefixed" {
  name  = "the label is pre-${corner_scalars.late.id}"
  label = "pre-${corner_scalars.late.id}"
}

resource "corner_collections" "bounded" {
  texts    = [corner_scalars.late.id, "known"]
  text_set = ["a", "b", corner_scalars.late.id]
  numbers  = [length(corner_scalars.late.id), max(2, length(corner_scalars.late.id))]
}

output "is_known_to_be_there" {
  value = corner_scalars.prefixed.label != null
}
