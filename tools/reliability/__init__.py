"""How Emolens bears what is damaged, hostile or in its way."""
