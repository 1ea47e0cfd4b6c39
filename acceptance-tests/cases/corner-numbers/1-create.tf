locals {
  numbers = [
    0, -1, 1.5, 0.1, -0.1,
    9007199254740993, 12345678901234567890, 18446744073709551615, 18446744073709551616,
    0.1234567890123456789, 3.14159265358979323846264338327950288419716939937510582097494459,
    100000000000000000000, 1e100, 1e-100,
    115792089237316195423570985008687907853269984665640564039457584007913129639935,
  ]
}

resource "corner_collections" "numbers" {
  numbers    = local.numbers
  number_set = local.numbers
}

resource "corner_scalars" "each" {
  for_each = toset([for number in local.numbers : tostring(number)])
  name     = each.key
  number   = each.key
}

resource "corner_dynamic" "numbers" {
  value = local.numbers
}

output "exact" {
  value = sort([for number in corner_collections.numbers.number_set : tostring(number)])
}
