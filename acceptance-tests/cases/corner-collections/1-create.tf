resource "corner_collections" "full" {
  texts      = ["b", "a", "", null]
  numbers    = []
  text_set   = ["z", "ä", "a", "a"]
  number_set = [3, 1, 2, 1.0]
  truths     = { yes = true, no = false, none = null }
  point      = { name = "here", at = [1, 2.5] }
  points     = [{ name = "one", at = [] }, { name = null, at = null }]
  point_set  = [{ name = "one", at = [1] }, { name = "two", at = [2] }, { name = "one", at = [1] }]
  point_map  = { "a key with spaces" = { name = "one", at = [1] } }
  deep       = { first = [["b", "a"], []], second = [] }
}

resource "corner_collections" "least" {}
