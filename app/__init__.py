"""The Emolens desktop application (PySide6)."""
