resource "corner_blocks" "full" {
  list { name = "1" }
  list { name = "2" }
  list { name = "3" }
  list { name = "4" }
}
