"""Any record as JSON values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from convene.core.reasons import Later, Reason

DIGITS = 6
"""Digits of a likeness after the point: more would claim more than is known."""


def as_json(record: Any) -> Any:
    """Return a record as JSON values: amounts as text so that no digit is lost, days in ISO 8601,
    sentences in English.
    """
    if isinstance(record, Decimal | date | Reason):
        return str(record)
    if isinstance(record, float):
        return round(record, DIGITS)
    if is_dataclass(record) and not isinstance(record, type):
        return {field.name: as_json(getattr(record, field.name)) for field in fields(record)}
    if isinstance(record, Mapping):
        return {name: as_json(value) for name, value in record.items()}
    if isinstance(record, tuple) and hasattr(record, "_asdict"):
        return as_json(record._asdict())
    if isinstance(record, tuple | list | Later):
        return [as_json(item) for item in record]
    return record
