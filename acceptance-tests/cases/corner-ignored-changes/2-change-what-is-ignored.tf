resource "corner_trouble" "it" {
  on_update = "fail"
  on_read   = "another"

  lifecycle {
    ignore_changes = [on_read]
  }
}
