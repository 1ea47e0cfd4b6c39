output "refused" {
  value = provider::corner::join("-", "panic")
}
