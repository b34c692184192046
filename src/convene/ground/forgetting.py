"""A record that goes for good: every row that rests on it, and every earlier state of each.

What rests on it is read off the models, so that no table is forgotten: one that somebody adds later
goes too, or its guard refuses the whole.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import QuerySet

Rows = QuerySet[Any]


def forget(record: models.Model, *, besides: Iterable[str] = ()) -> tuple[int, str]:
    """Delete a record and whatever rests on it; return how many rows that were, and a hash of all
    they said. `besides` are relations, as `app.Model.field`, that are no part of it.
    """
    digest, count = sha256(), 0
    for rows in (*_resting(record, besides=set(besides)), _itself(record)):
        for row in rows.order_by("pk").values():
            digest.update(f"{rows.model._meta.label} {row!r}".encode())
            count += 1
        rows._raw_delete(rows.db)  # noqa: SLF001 - signals would write another line of history
    return count, digest.hexdigest()


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
            for near, field in _relations(model, besides=besides):
                if near not in (root, own) and near not in paths:
                    paths[near] = f"{field}__{path}" if path else field
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
