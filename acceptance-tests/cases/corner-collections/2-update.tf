resource "corner_collections" "full" {
  texts        = ["a", "b"]
  text_set     = []
  number_set   = [3]
  truths       = {}
  point        = { name = "there", at = [1, 2.5] }
  points       = [{ name = null, at = null }]
  point_set    = [{ name = "two", at = [2] }]
  point_map    = { "another key" = { name = "one", at = [1] } }
  deep         = { first = [["a"], ["b"]] }
  tags         = {}
  with_default = []
}

resource "corner_collections" "least" {
  texts = []
}
