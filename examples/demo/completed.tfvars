completed = {
  ashburn  = { reference = "DC1-204411", completed_on = "2026-01-21" }
  san-jose = { reference = "SV1-118302", completed_on = "2026-01-22" }
}
