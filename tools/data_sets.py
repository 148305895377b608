"""Where the real FER2013 lies, if anywhere: beside the checkout."""

from pathlib import Path

FER2013 = Path(__file__).parents[2] / "shared" / "fer2013"
