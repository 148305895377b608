"""Keeping the passwords of network cameras out of what is shown and written."""

import re
from typing import Final

_BEFORE_HOST: Final = re.compile(r"(:/{1,2}[^/\s:]*):(?!\d{1,5}[/?#])\S*@")
"""A number and a slash after the colon are a port. A path in a message may have lost one of the two slashes."""
_IN_QUERY: Final = re.compile(
    r"([?&;/_](?:[\w.-]*(?:pass?|passwd|password|psw|pwd?|token|secret|key)|auth)=)[^&#\s\"]+", re.IGNORECASE
)


def without_passwords(text: str) -> str:
    """Return ``text`` with the passwords in addresses masked.

    They stand as in ``rtsp://name:password@camera``, or as in ``http://camera/video?user=name&pwd=password``.
    """
    return _IN_QUERY.sub(r"\1***", _BEFORE_HOST.sub(r"\1:***@", text))
