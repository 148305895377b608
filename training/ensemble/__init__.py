"""The ensemble that ships: its recipe, training, evaluation and model card."""
