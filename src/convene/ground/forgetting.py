"""A record that goes for good: every row that rests on it, and every earlier state of each.

What rests on it is read off the models, so that no table is forgotten: one that somebody adds later
goes too, or its guard refuses the whole.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import QuerySet

Rows = QuerySet[Any]


@dataclass
class Told:
    """What goes with a record, as it was: how many rows, how many lines of the trail, and all that
    they said, in a form that others can make again (docs/how-to/keep-and-dispose.md says it).
    """

    rows: int = 0
    lines: int = 0
    _said: list[bytes] = field(default_factory=list)

    def hear(self, rows: Rows) -> int:
        """Take down rows before they go, and return how many they are."""
        table = rows.model._meta.db_table
        lines = [written(table, row) for row in rows.values()]
        self._said += lines
        return len(lines)

    @property
    def hash(self) -> str:
        return sha256(b"\n".join(sorted(self._said))).hexdigest()


def written(table: str, row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON, in which nothing is left to taste."""
    whole = {"table": table, "row": dict(row)}
    compact = (",", ":")
    line = json.dumps(whole, default=_plain, ensure_ascii=False, separators=compact, sort_keys=True)
    return line.encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return value.isoformat() if isinstance(value, date) else str(value)


def forget(record: models.Model, went: Told, *, besides: Iterable[str] = ()) -> None:
    """Delete a record and whatever rests on it. `besides` are relations, as `app.Model.field`, that
    are no part of it.
    """
    for rows in (*_resting(record, besides=set(besides)), _itself(record)):
        went.rows += went.hear(rows)
        rows._raw_delete(rows.db)  # noqa: SLF001 - signals would write another line of history


def _itself(record: models.Model) -> Rows:
    return type(record)._base_manager.filter(pk=record.pk)


def _resting(record: models.Model, *, besides: set[str]) -> Iterator[Rows]:
    """Yield the rows that rest on a record, the farthest first: they are found through the nearer.
    Its own history comes first, which no relation leads to.
    """
    history = getattr(type(record), "history", None)
    if history is not None:
        yield history.model._base_manager.filter(**{record._meta.pk.attname: record.pk})
    paths = _paths(type(record), besides=besides)
    for model, path in sorted(paths.items(), key=lambda way: -way[1].count("__")):
        yield model._base_manager.filter(**{path: record.pk})


def _paths(root: type[models.Model], *, besides: set[str]) -> dict[Any, str]:
    """Return every model that rests on another, with the shortest way from its rows to that one."""
    own = getattr(getattr(root, "history", None), "model", None)
    paths: dict[Any, str] = {}
    wave: list[tuple[Any, str]] = [(root, "")]
    while wave:
        ahead = []
        for model, path in wave:
            for near, name in _relations(model, besides=besides):
                if near not in (root, own) and near not in paths:
                    paths[near] = f"{name}__{path}" if path else name
                    ahead.append((near, paths[near]))
        wave = ahead
    return paths


def _relations(model: type[models.Model], *, besides: set[str]) -> Iterator[tuple[Any, str]]:
    """Yield the models that point at one, and by which field, earlier states of them too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            field = relation.field  # type: ignore[union-attr]  # every reverse relation has one
            if f"{field.model._meta.label}.{field.name}" not in besides:
                yield field.model, field.name
