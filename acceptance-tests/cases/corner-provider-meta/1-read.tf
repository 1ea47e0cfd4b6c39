terraform {
  required_providers {
    corner = {
      source = "example/corner"
    }
  }
  provider_meta "corner" {
    module = "the root module"
  }
}

data "corner_lookup" "it" {
  name = "something"
}

output "found" {
  value = data.corner_lookup.it.found
}
