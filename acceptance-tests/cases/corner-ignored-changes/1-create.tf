resource "corner_trouble" "it" {
  on_update = "fail"
  on_read   = "one"

  lifecycle {
    ignore_changes = [on_read]
  }
}
