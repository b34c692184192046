"""The shapes that JSON Schemas of answers are put together from."""

from typing import Any


def record(about: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: Any, about: str) -> dict[str, Any]:
    return {"type": "array", "description": about, "items": items}


def text(about: str) -> dict[str, Any]:
    return {"type": "string", "description": about}


def count(about: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "description": about}
