"""How the checker's values travel between processes: length-prefixed JSON on pipes.

A frame is four bytes of length, big end first, and that many bytes of JSON. No pickle, because
whoever writes into a pickle runs code; no bare lines, because a draft may hold any character.
Texts travel with surrogates kept apart as they are, so that an offset means the same on both ends.

Values are frozen dataclasses and are written as objects of their fields; reading goes by the
type that is expected and refuses everything else.

    >>> from checker.model import Edit
    >>> decode(Edit, encode(Edit(0, Span(3, 7), "")))
    Edit(segment=0, span=Span(start=3, end=7))
"""

from __future__ import annotations

import json
import struct
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import (
    IO,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from checker.errors import ServiceError
from checker.model import PackInfo, Report, Span
from checker.pack.model import Policy

MAX_FRAME = 64 << 20
"""Larger than any draft the window takes; a length beyond it is noise, not a frame."""
_LENGTH = struct.Struct(">I")

Message = dict[str, Any]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackState:
    """What is known, outside the process that checks, about the pack in use there."""

    info: PackInfo
    title: str
    made_on: date | None
    contact: str
    terms: int
    """How many terms the organization's list holds."""
    policy: Policy
    audiences: tuple[str, ...] = ()
    """The teams that the organization's list names."""


def pack_frame(message: Message) -> bytes:
    """One message as bytes for the pipe.

    Raises:
        ServiceError: it is larger than a frame may be.
    """
    # A lone surrogate written as an escape would melt with its neighbor into one character.
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "surrogatepass")
    if len(body) > MAX_FRAME:
        raise ServiceError(f"this is more than the checker takes at once ({MAX_FRAME >> 20} MB)")
    return _LENGTH.pack(len(body)) + body


def take_frame(buffer: bytearray) -> Message | None:
    """Take the first whole message off `buffer`; None while it is not all there.

    Raises:
        ServiceError: the bytes are not what the other end would write.
    """
    if len(buffer) < _LENGTH.size:
        return None
    end = _LENGTH.size + _length(buffer[: _LENGTH.size])
    if len(buffer) < end:
        return None
    body = bytes(buffer[_LENGTH.size : end])
    del buffer[:end]
    return _message(body)


def read_frame(source: IO[bytes]) -> Message | None:
    """Read one message; None at the end of the pipe.

    Raises:
        ServiceError: the bytes are not what the other end would write.
    """
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _length(head)
    body = source.read(size)
    return _message(body) if len(body) == size else None


def _length(head: bytes | bytearray) -> int:
    (size,) = _LENGTH.unpack(head)
    if size > MAX_FRAME:
        raise ServiceError("the other process wrote something that is no message")
    return int(size)


def _message(body: bytes) -> Message:
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        message = None  # the error would quote the draft
    if not isinstance(message, dict):
        raise ServiceError("the other process wrote something that is no message")
    return message


def encode(value: object) -> Any:
    """A value as plain JSON data."""
    kind: Any = type(value)
    if kind in (str, int, float, bool, type(None)):
        return value
    if kind in (tuple, list, Span):
        return [encode(item) for item in value]  # type: ignore[attr-defined]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {name: encode(getattr(value, name)) for name in _names(kind)}
    raise TypeError(f"{kind.__name__} does not travel")


def decode(kind: type[_T], data: object) -> _T:
    """The value of type `kind` that `encode` made `data` from.

    Raises:
        ServiceError: the data does not have that shape.
    """
    try:
        value: _T = _decoder(cast(Any, kind))(data)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
        raise ServiceError(f"the other process sent a broken {kind.__name__}") from None
    return value


def encode_report(report: Report) -> Message:
    """A report as plain JSON data."""
    data: Message = encode(report)
    return data


def decode_report(data: Message) -> Report:
    """The report that `encode_report` made `data` from."""
    return decode(Report, data)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How to read one type; worked out once for each."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Span:
        return _span
    if kind in (date, datetime):
        return _moment(kind)
    if kind is float:
        return _number
    if kind in (str, int, bool):
        return _exactly(kind)
    if origin is Literal:
        return _one_of(frozenset(inner))
    if origin is tuple:
        return _row(_decoder(inner[0]))
    if origin in (Union, types.UnionType) and len(inner) == 2 and inner[1] is type(None):
        return _maybe(_decoder(inner[0]))
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} does not travel")


def _span(data: Any) -> Span:
    start, end = data
    if type(start) is not int or type(end) is not int:
        raise TypeError
    return Span(start, end)


def _moment(kind: type[date]) -> Callable[[Any], date]:
    return kind.fromisoformat


def _number(data: Any) -> float:
    if type(data) not in (int, float):
        raise TypeError
    return float(data)


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if type(data) is not kind:
            raise TypeError
        return data

    return read


def _one_of(values: frozenset[Any]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if data not in values:
            raise ValueError
        return data

    return read


def _row(read_item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if type(data) is not list:
            raise TypeError
        return tuple([read_item(item) for item in data])

    return read


def _maybe(read_value: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda data: None if data is None else read_value(data)


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {name: _decoder(hints[name]) for name in _names(kind)}

    def read(data: Any) -> Any:
        if data.keys() != readers.keys():
            raise KeyError
        return kind(**{name: reader(data[name]) for name, reader in readers.items()})

    return read
