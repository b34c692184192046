"""JSON Schemas of answers that are records: read off the types and docstrings of the code, so that
they cannot say anything else.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from convene.core.reasons import Reason
from tools.pages.schemas import DRAFT
from tools.pages.shapes import record

Defs = dict[str, Any]
"""Records that a schema names, each once."""
PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    date: {"type": "string", "format": "date"},
    Reason: {"type": "string"},
}


def answer(title: str, shape: Mapping[str, Any], defs: Defs) -> dict[str, Any]:
    """Return the schema of a whole answer."""
    return {"$schema": DRAFT, "title": title, **shape, "$defs": dict(sorted(defs.items()))}


def shape_of(kind: Any, defs: Defs) -> dict[str, Any]:
    """Return the shape of values of a type; records go into `defs`. Raises TypeError for a type
    that no answer holds so far.
    """
    if kind in PLAIN:
        return dict(PLAIN[kind])
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return {"$ref": f"#/$defs/{_defined(kind, defs)}"}
    inner = get_args(kind)
    if get_origin(kind) is Literal:
        return {"enum": list(inner)}
    if get_origin(kind) is UnionType:
        return {"anyOf": [shape_of(one, defs) for one in inner]}
    if get_origin(kind) is tuple and inner[1:] == (...,):
        return {"type": "array", "items": shape_of(inner[0], defs)}
    raise TypeError(f"{kind} has no shape yet")


def _defined(kind: type, defs: Defs) -> str:
    """Put a record into `defs` and return what it is called there."""
    name = kind.__name__
    if name not in defs:
        defs[name] = {}  # so that a record may hold others of its kind
        defs[name] = record(_sentence(kind.__doc__), **dict(_properties(kind, defs)))
    return name


def _properties(kind: type, defs: Defs) -> Iterator[tuple[str, dict[str, Any]]]:
    hints, said = get_type_hints(kind), _field_docs(kind)
    tuple_of = getattr(kind, "_fields", ())
    for name in [field.name for field in fields(kind)] if is_dataclass(kind) else tuple_of:
        about = {"description": said[name]} if name in said else {}
        yield name, {**shape_of(hints[name], defs), **about}


def _field_docs(kind: type) -> dict[str, str]:
    """Return what stands in the docstring under each field."""
    (body,) = (
        node.body
        for node in ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        if isinstance(node, ast.ClassDef)
    )
    found = {}
    for field, under in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(under, ast.Expr)
        ):
            found[field.target.id] = _sentence(ast.literal_eval(under.value))
    return found


def _sentence(doc: str | None) -> str:
    return " ".join((doc or "").split())
