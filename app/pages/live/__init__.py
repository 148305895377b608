"""The live page: capture, analysis, view model and widget."""
