resource "corner_scalars" "late" {
  name = "a,b"
}

resource "corner_blocks" "full" {
  dynamic "list" {
    for_each = toset(split(",", trimprefix(corner_scalars.late.id, "id-")))
    content {
      name = list.value
      child {
        text = "of ${corner_scalars.late.id}"
      }
    }
  }
  dynamic "set" {
    for_each = toset(split(",", corner_scalars.late.id))
    content {
      name = set.value
    }
  }
  dynamic "map" {
    for_each = toset(["left"])
    labels   = [map.value]
    content {
      text = "pre-${corner_scalars.late.id}"
    }
  }
}

resource "corner_blocks" "none" {
  single {
    text = corner_scalars.late.label
  }
}
