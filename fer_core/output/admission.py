"""Who may speak to the server of the WebSocket, and the pages that it gives out by HTTP."""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

HOST: Final = "127.0.0.1"
"""The only address that is listened at: other computers cannot reach it."""

OVERLAY: Final = "/overlay"
STREAM: Final = "/stream"
_SCHEMA: Final = "/schema.json"
_HERE: Final = Path(__file__).parent
_NAMES: Final = (HOST, "localhost")


def stream_address(port: int, token: str) -> str:
    """Return the address of the WebSocket."""
    return f"ws://{HOST}:{port}{STREAM}?token={token}"


def overlay_address(port: int, token: str, *, show: str = "boxes") -> str:
    """Return the address of the overlay, which shows ``boxes`` or ``bars``."""
    return f"http://{HOST}:{port}{OVERLAY}?token={token}&show={show}"


def refusal_or_page(request: Request, *, port: int, token: str) -> Response | None:
    """Return what to answer a request, None where it may open the WebSocket.

    A web page that a browser shows from elsewhere tells its origin; one whose name was made to lead here (DNS
    rebinding) asks for another host; and neither knows the token.
    """
    places = sorted(f"{name}:{port}" for name in _NAMES)
    path, _, query = request.path.partition("?")
    given = parse_qs(query).get("token", [""])[-1]
    if request.headers.get_all("Host") not in [[place] for place in places]:
        return _text(HTTPStatus.MISDIRECTED_REQUEST, "This server answers only to 127.0.0.1.")
    if any(origin not in [f"http://{place}" for place in places] for origin in request.headers.get_all("Origin")):
        return _text(HTTPStatus.FORBIDDEN, "Other web pages are refused.")
    if not secrets.compare_digest(given.encode(errors="replace"), token.encode()):
        return _text(HTTPStatus.FORBIDDEN, "The token is wrong: copy the address from Emolens again.")
    if path == STREAM and request.headers.get("Upgrade", "").lower() == "websocket":
        return None
    return _page_at(path, places)


def _page_at(path: str, places: Sequence[str]) -> Response:
    if path == OVERLAY:
        policy = f"{_overlay_policy()}; connect-src {' '.join(f'ws://{place}' for place in places)}"
        return _page("overlay.html", "text/html; charset=utf-8", policy)
    if path == _SCHEMA:
        return _page("message.schema.json", "application/schema+json", "default-src 'none'")
    if path == STREAM:
        return _text(HTTPStatus.UPGRADE_REQUIRED, "This is a WebSocket.")
    return _text(HTTPStatus.NOT_FOUND, "There is no such page.")


@cache
def _read(name: str) -> bytes:
    # A checkout on Windows may have other line ends, which browsers take out before they look at the hashes.
    return (_HERE / name).read_text("utf-8").encode()


@cache
def _overlay_policy() -> str:
    """Return a policy by which the page can do nothing but what it does: its own script and style, by their hashes."""
    text = _read("overlay.html").decode()
    hashes = {
        kind: base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        for kind in ("script", "style")
        if (found := re.search(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL))
    }
    allowed = "; ".join(f"{kind}-src 'sha256-{value}'" for kind, value in hashes.items())
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; {allowed}"


def _text(status: HTTPStatus, sentence: str) -> Response:
    return _response(status, f"{sentence}\n".encode(), "text/plain; charset=utf-8", "default-src 'none'")


def _page(name: str, kind: str, policy: str) -> Response:
    return _response(HTTPStatus.OK, _read(name), kind, policy)


def _response(status: HTTPStatus, body: bytes, kind: str, policy: str) -> Response:
    headers = Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Connection": "close",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
    )
    return Response(status.value, status.phrase, headers, body)
