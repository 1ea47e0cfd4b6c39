output "refused" {
  value = provider::corner::join("-", "a", null)
}
