"""Whose place a new row would take: in SQLite, INSERT OR REPLACE deletes every row with which it
shares a key, and no trigger on deleting hears of it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import UniqueConstraint

UPDATED = "AND rowid <> OLD.rowid"
"""What lets a row that is changed keep its own keys."""


class Key(NamedTuple):
    """The columns of a key as its index names them, and which rows it counts."""

    columns: str
    which: str = "1 = 1"


@cache
def taken(table: str, besides: str = "") -> str:
    """Return the condition that NEW shares a key with a row of a table, in the words of SQLite;
    empty for a table of no model. `besides` says which row does not count.
    """
    models: list[Any] = apps.get_models(include_auto_created=True)
    return " OR ".join(
        _shared(model, key, besides)
        for model in models
        if model._meta.db_table == table
        for key in _keys(model)
    )


@cache
def own(table: str) -> str:
    """Return the column of the key that others point at; empty for a table of no model."""
    models: list[Any] = apps.get_models(include_auto_created=True)
    columns = (model._meta.pk.column for model in models if model._meta.db_table == table)
    return next(columns, "")


def _shared(model: Any, key: Key, besides: str) -> str:
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
    new = ", ".join(
        f"NEW.{column} AS {column}" for column in columns if column in f"{key.columns} {key.which}"
    )
    return (
        f'EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE {key.which}'  # noqa: S608 - made of models
        f" AND ({key.columns}) = (SELECT {key.columns} FROM (SELECT {new}) WHERE {key.which})"
        f" {besides})"
    )


def _keys(model: Any) -> Iterator[Key]:
    """Yield every key of a model, as the index in the database has it."""
    for field in model._meta.concrete_fields:
        if field.unique:
            yield Key(f'"{field.column}"')
    for names in model._meta.unique_together:
        yield Key(", ".join(f'"{model._meta.get_field(name).column}"' for name in names))
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            index: Any = constraint.create_sql(model, connection.schema_editor())
            columns, which = (str(index.parts[part]) for part in ("columns", "condition"))
            yield Key(columns, which.removeprefix(" WHERE ") or "1 = 1")
