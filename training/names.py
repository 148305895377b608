"""Names of folders."""

import re


def slug(name: str) -> str:
    """Return a name's letters and digits as a folder name, such as ``with-mixup-0-2``."""
    return re.sub(r"\W+", "-", name).strip("-").lower()
