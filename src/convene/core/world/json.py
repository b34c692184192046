"""The records of an answer as JSON values."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def as_json(found: Any) -> Any:
    """Return any of these records as JSON values: amounts as text, so that no digit is lost, and days in ISO 8601."""
    if is_dataclass(found) and not isinstance(found, type):
        return {field.name: as_json(getattr(found, field.name)) for field in fields(found)}
    if isinstance(found, tuple) and hasattr(found, "_asdict"):
        return {name: as_json(value) for name, value in found._asdict().items()}
    if isinstance(found, tuple | list):
        return [as_json(each) for each in found]
    if isinstance(found, Decimal | date):
        return str(found)
    return found
