"""A Word template filled with a paper: what its names hold, and how they get in."""

from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docxtpl import DocxTemplate

from convene.documents.parts import Paper, as_data, plain
from convene.documents.runs import Plain, entry, flat, rich
from convene.documents.tags import LABELS, SafeEnvironment
from convene.documents.words import HEADINGS

TEMPLATES = Path(__file__).parent / "templates"
LONGEST = 255
"""Characters that Word allows in a document's property."""


def fill(template: bytes, paper: Paper) -> bytes:
    """Return a template, already known to be sound, filled with a paper."""
    document = DocxTemplate(BytesIO(template))
    document.render(context(paper), SafeEnvironment(), autoescape=True)
    properties = document.docx.core_properties
    properties.title, properties.author = paper.title[:LONGEST], plain(paper.prepared_by)[:LONGEST]
    properties.language, properties.last_modified_by, properties.revision = paper.language, "", 1
    properties.created = properties.modified = datetime.combine(paper.on, time(), UTC)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def context(paper: Paper) -> dict[str, Any]:
    """Return the names a template may use (`tags.NAMES` says what each holds)."""
    data = as_data(paper)
    return {
        "title": Plain(data["title"]),
        "kind": Plain(data["labels"]["kind"]),
        "place": Plain(flat(data["place"])),
        "date": Plain(data["date"]),
        "prepared_by": Plain(flat(data["prepared_by"])),
        "labels": SimpleNamespace(**{name: Plain(data["labels"][name]) for name in LABELS}),
        "guide": Plain(data["sources_note"]),
        "sections": [_section(section) for section in data["sections"]],
        "sources": [_source(source) for source in data["sources"]],
        **dict.fromkeys(HEADINGS, Plain("")),
        **{
            section["id"]: Plain("\n".join(_plain(block) for block in section["blocks"]))
            for section in (*data["apart"], *data["sections"])
        },
    }


def _section(section: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        name=Plain(section["id"]),
        heading=Plain(section["heading"]),
        annex=Plain(section["annex"]),
        blocks=[_block(block) for block in section["blocks"]],
    )


def _block(block: dict[str, Any]) -> SimpleNamespace:
    """Return a block of which exactly one part is there; the others are empty, so that a template
    can ask which it is.
    """
    filled = SimpleNamespace(heading="", paragraph="", caution="", bullets=[], table=None)
    if block["kind"] == "heading":
        filled.heading = Plain(flat(block["text"]))
    elif block["kind"] == "bullets":
        filled.bullets = [rich(item) for item in block["list"]]
    elif block["kind"] == "table":
        rows = [[rich(cell) for cell in row] for row in block["rows"]]
        filled.table = SimpleNamespace(head=[Plain(title) for title in block["head"]], rows=rows)
    else:
        setattr(filled, block["kind"], rich(block["text"]))
    return filled


def _source(source: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        number=Plain(source["number"]),
        title=Plain(source["title"]),
        where=Plain(source["where"]),
        entry=entry(source),
    )


def _plain(block: dict[str, Any]) -> str:
    if block["kind"] == "bullets":
        return "\n".join(f"• {flat(item)}" for item in block["list"])
    if block["kind"] == "table":
        return "\n".join(" | ".join(flat(cell) for cell in row) for row in block["rows"])
    return flat(block["text"])


@cache
def own_template(kind: str) -> bytes:
    """Return the template that ships with Convene."""
    return (TEMPLATES / f"{kind}.docx").read_bytes()
