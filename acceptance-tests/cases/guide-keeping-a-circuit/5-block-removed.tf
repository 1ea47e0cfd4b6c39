# The resource block is removed; the state still has deletion_protection.
