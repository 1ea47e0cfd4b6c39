resource "corner_scalars" "late" {
  name = "late"
}

data "corner_lookup" "at_plan" {
  name = "something"
}

data "corner_lookup" "at_apply" {
  name = corner_scalars.late.id
}

output "found" {
  value = [data.corner_lookup.at_plan.found, data.corner_lookup.at_apply.found]
}
