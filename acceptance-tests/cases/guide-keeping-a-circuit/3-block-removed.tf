# The resource block is removed, and prevent_destroy with it.
