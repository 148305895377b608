"""What is read from JSON, told by types: a TypedDict or a dataclass for an object, ``list[…]`` and ``dict[str, …]``."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

_NUMBER: Final = (int, float)

_NAMES: Final = {
    dict: "an object", list: "a list", str: "text", int: "a whole number", _NUMBER: "a number",
    bool: "true or false", NoneType: "null",
}  # fmt: skip


def find_misfit(content: object, kind: Any, *, name: str = "") -> str | None:
    """Return what keeps ``content``, as JSON gave it, from being of a ``kind``; None where it is.

    An object of a TypedDict may have further keys, one of a dataclass may not. ``name`` says where it stands.
    """
    return next(_misfits(content, kind, name), None)


def _misfits(content: Any, kind: Any, name: str) -> Iterator[str]:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Any:
        return
    if origin in (Union, UnionType):
        found = [find_misfit(content, each, name=name) for each in arguments]
        if None not in found:
            yield str(found[0])
    elif origin is Literal:
        if content not in arguments:
            yield _told(name, f"one of {', '.join(map(repr, arguments))}")
    elif not isinstance(content, _json_type(origin)):
        yield _told(name, _NAMES[_json_type(origin)])
    elif is_typeddict(kind) or is_dataclass(kind):
        yield from _misfits_of_object(content, kind, name)
    elif arguments:
        for key, value in content.items() if origin is dict else enumerate(content):
            yield from _misfits(value, arguments[1 if origin is dict else 0], _inside(name, key))


def _misfits_of_object(content: dict[str, Any], kind: Any, name: str) -> Iterator[str]:
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        required = {each.name for each in fields(kind) if each.default is each.default_factory is MISSING}
        unknown = sorted(content.keys() - hints)
    else:
        required, unknown = kind.__required_keys__, []
    place = f" in {name}" if name else ""
    yield from (f"there is no {key}{place}" for key in hints if key in required and key not in content)
    yield from (f"there is an unknown {key}{place}" for key in unknown)
    for key in (key for key in hints if key in content):
        yield from _misfits(content[key], hints[key], _inside(name, key))


def _json_type(origin: Any) -> Any:
    """Return what JSON's reader makes of a kind."""
    if is_typeddict(origin) or is_dataclass(origin):
        return dict
    return {tuple: list, float: _NUMBER}.get(origin, origin)


def _inside(name: str, key: str | int) -> str:
    return f"{name}.{key}" if name else str(key)


def _told(name: str, expected: str) -> str:
    return f"{name or 'it'} is not {expected}"
