"""The records of an answer as JSON values."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from convene.core.reasons import Reason


def as_json(found: Any) -> Any:
    """Return any of these records as JSON values: amounts as text so that no digit is lost, days in
    ISO 8601, sentences in English.
    """
    if isinstance(found, Decimal | date | Reason):
        return str(found)
    if is_dataclass(found) and not isinstance(found, type):
        return {field.name: as_json(getattr(found, field.name)) for field in fields(found)}
    if isinstance(found, tuple) and hasattr(found, "_asdict"):
        return {name: as_json(value) for name, value in found._asdict().items()}
    if isinstance(found, tuple | list):
        return [as_json(each) for each in found]
    return found
