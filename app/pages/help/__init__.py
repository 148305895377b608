"""The help page: tasks, keys, signs, what Emolens is, and whose work it stands on."""
