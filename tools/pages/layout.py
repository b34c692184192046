"""How every generated page is laid out."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MADE = "<!-- Written by tools/reference.py: change what it reads instead. -->"
Rows = Iterable[tuple[str, ...]]


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def prose(doc: str | None) -> str:
    """Return a docstring with each of its paragraphs on one line."""
    return "\n\n".join(" ".join(part.split()) for part in (doc or "").split("\n\n"))


def page(title: str, lead: str, *parts: str) -> str:
    return "\n\n".join([MADE, f"# {title}", lead, *(part for part in parts if part)]) + "\n"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def table(head: tuple[str, ...], rows: Rows) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
