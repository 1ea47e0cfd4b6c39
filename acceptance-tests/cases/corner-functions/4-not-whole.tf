output "refused" {
  value = provider::corner::divide(7, 0.5)
}
