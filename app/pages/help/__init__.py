"""The help page: keys, signs, what Emolens is, and whose work it stands on."""
