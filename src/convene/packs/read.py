"""YAML and JSON read without surprises, into the types of `core`.

YAML 1.1 turns `NO` into false, `12:30` into 750 and a repeated key into its last value. Here text
stays text, a repeated or unknown key is an error, and what does not fit its type is an error that
names path and value.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")
LARGEST = 4_000_000
"""Most characters a document may have; a pack file is a hundred times smaller."""
DEEPEST = 100
"""Levels that a document may be nested; a pack file has about ten."""


class ReadError(ValueError):
    """What is wrong with a document, in one plain sentence a line."""


class _Loader(yaml.CSafeLoader):
    """Core-schema scalars only: text, whole numbers, decimals, true, false and null."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise ReadError(f"line {key_node.start_mark.line + 1}: the key {key!r} should be text")
        if key in mapping:
            raise ReadError(f"line {key_node.start_mark.line + 1}: the key “{key}” stands twice")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for position, (key, _value) in enumerate(pairs):
        if any(key == earlier for earlier, _ in pairs[:position]):
            raise ReadError(f"the key “{key}” stands twice")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise ReadError(f"{name} is not a number that JSON knows")


def _check_events(text: str) -> None:
    """Raise ReadError for what must not be built: aliases, and what is nested so deeply that
    building it would end the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise ReadError("aliases (*name) are not read; write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ReadError("the document is nested too deeply")


def parse(text: str) -> Any:
    """Return a YAML (or JSON, which is YAML too) document as dicts, lists and scalars. Raises
    ReadError.
    """
    if len(text) > LARGEST:
        raise ReadError(f"the document is longer than {LARGEST:,} characters")
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        with suppress(
            json.JSONDecodeError, RecursionError
        ):  # YAML may start with a brace too; its parser then has the last word
            return json.loads(
                text.lstrip("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant
            )
    try:
        _check_events(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a CSafeLoader with fewer types still
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ReadError(f"{where}{getattr(error, 'problem', None) or error}") from error
    except RecursionError as error:
        raise ReadError("the document is nested too deeply") from error


def parse_exact(text: str) -> Any:
    """Return a JSON document with its numbers as the texts they are written as, NaN and Infinity
    too, so that whoever reads them loses no digit. Raises ReadError.
    """
    try:
        return json.loads(
            text.lstrip("\ufeff"),
            object_pairs_hook=_once,
            parse_float=str,
            parse_int=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise ReadError(f"line {error.lineno}: this is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise ReadError("the document is nested too deeply") from error


def parse_file(path: Path) -> Any:
    """Return a document from a file. Raises ReadError naming the file."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{path.name}: this is not UTF-8 text") from error
    except ReadError as error:
        raise ReadError(f"{path.name}: {error}") from error


def fit(value: Any, kind: type[T]) -> T:
    """Return a parsed document as a dataclass of `core`, strictly: nothing is converted, nothing is
    ignored.

    Raises ReadError with one line for each misfit: `path: what is wrong, value`.
    """
    try:
        (fitted,) = _adapter(cast("Any", kind)).validate_json(json.dumps([value]), strict=True)
    except ValidationError as error:
        raise ReadError(
            "\n".join(_sentence(item) for item in error.errors(include_url=False))
        ) from error
    if faults := list(_undated(fitted, value)):
        raise ReadError("\n".join(faults))
    return cast("T", fitted)


def _undated(fitted: Any, value: Any, path: str = "") -> Iterator[str]:
    """Yield where a day was read out of a text that is none: digits alone count as seconds."""
    if type(fitted) is date and value != fitted.isoformat():
        yield f"{path.lstrip('.')}: should be a day such as 2026-12-31, found {json.dumps(value)}"
    elif is_dataclass(fitted):
        for name in value:
            yield from _undated(getattr(fitted, name), value[name], f"{path}.{name}")
    elif isinstance(fitted, tuple) and isinstance(value, list):
        for number, (item, raw) in enumerate(zip(fitted, value, strict=True)):
            yield from _undated(item, raw, f"{path}[{number}]")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """A config may not be given for a record itself, and one set on its class would hold for every
    other reader of it: so it is read as the one kind in a list.
    """
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid"))


def _sentence(error: Any) -> str:
    path = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"][1:]
    ).lstrip(".")
    what = {"unexpected_keyword_argument": "unknown key", "missing": "is missing"}.get(
        error["type"]
    )
    if what is None:
        what = error["msg"].removeprefix("Value error, ")
        what = what.replace("Input should be", "should be").replace("array", "list")
    path = f"{path}: " if path else ""
    if error["type"] == "missing":
        return f"{path}{what}"
    shown = json.dumps(error["input"], ensure_ascii=False)
    return f"{path}{what}, found {shown if len(shown) <= 80 else shown[:79] + '…'}"
