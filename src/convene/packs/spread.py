"""How little a pack's author has to write of a statement: the short forms, spread out before types
are checked.

A statement may stand as plain text where the record itself gives `lines` and `anchor` for it; one
line may stand for two; a statement of an alliance is of one case, a quotation of one speaker.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from convene.core.guide import Alliance, Guide, Quote, Record, Statement, YesNo

PASSAGE = ("lines", "anchor", "strength", "scope", "by")
"""What a record may say in the place of its only plain statement."""


def spread(pack: Any) -> Any:
    """Return a pack as it was read, with each statement written out; what fits no type is left as
    it is.
    """
    if not isinstance(pack, dict):
        return pack
    hints = _hints(Guide)
    return {name: _collection(value, hints.get(name)) for name, value in pack.items()}


def _collection(value: Any, hint: Any) -> Any:
    kind = next(iter(_classes(hint)), None)
    if kind is None or not issubclass(kind, Record) or not isinstance(value, list):
        return value
    return [_record(item, kind) if isinstance(item, dict) else item for item in value]


def _record(item: dict[str, Any], kind: Any) -> dict[str, Any]:
    passage = {name: item[name] for name in PASSAGE if name in item and name not in _hints(kind)}
    rest = {name: value for name, value in item.items() if name not in passage}
    plain = [
        name
        for name, held in _statements(kind)
        if held is not YesNo and isinstance(rest.get(name), str)
    ]
    if passage and len(plain) != 1:
        return item  # two plain statements on one passage: the types refuse the stray keys
    default = _scope(kind)
    return _fields(rest, kind, passage, {"scope": default} if default else {})


def _fields(
    item: dict[str, Any], kind: Any, passage: Mapping[str, Any], default: Mapping[str, Any]
) -> dict[str, Any]:
    known = dict(_statements(kind))
    return {
        name: _value(value, known[name], passage, default) if name in known else value
        for name, value in item.items()
    }


def _value(value: Any, kind: Any, passage: Mapping[str, Any], default: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_value(part, kind, {}, default) for part in value]
    if isinstance(value, dict):
        return (
            _statement(value, default) if _is_statement(kind) else _fields(value, kind, {}, default)
        )
    if isinstance(value, str) and kind is YesNo:
        return _statement({"answer": value}, default)
    if isinstance(value, str) and _is_statement(kind):
        return _statement({"text": value, **passage}, default)
    return value


def _statement(item: Mapping[str, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    spoken = {"scope": "speaker"} if item.get("by") == "quotation" else default
    whole, lines = {**spoken, **item}, item.get("lines")
    return {**whole, "lines": [lines, lines]} if isinstance(lines, int) else whole


def _scope(kind: Any) -> str:
    return "case" if issubclass(kind, Alliance) else "speaker" if kind is Quote else ""


@cache
def _statements(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a type that are statements or hold some, with the type of each."""
    return tuple(
        (name, held)
        for name, hint in _hints(kind).items()
        for held in _classes(hint)
        if _is_statement(held) or any(True for _ in _statements(held))
    )


def _is_statement(kind: Any) -> bool:
    return issubclass(kind, Statement)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    known = get_type_hints(kind)
    return {spec.name: known[spec.name] for spec in fields(kind) if spec.init}


def _classes(hint: Any) -> Iterator[Any]:
    """Yield the dataclasses that a type hint speaks of."""
    if is_dataclass(hint):
        yield hint
    elif get_origin(hint) in (tuple, Union, UnionType):
        for part in get_args(hint):
            yield from _classes(part)
