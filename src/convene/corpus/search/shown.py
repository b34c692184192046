"""Rows that are shown in lists, as the indexes keep them: a list page needs nothing else."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from convene.core.json import as_json
from convene.core.open_data import ActivityRow, Amount, Count, OrganisationRow, Part

PARTS = 12
"""Parts of an activity that a row names."""
LEADING = (
    "funder",
    "buyer",
    "payer",
    "implementer",
    "supplier",
    "payee",
    "partner",
    "member",
    "extending",
    "accountable",
    "bidder",
    "reporter",
)


def activity_row(record: Mapping[str, Any]) -> ActivityRow:
    """Return the row of an activity from its record in the snapshot's tables, with `parts` as the
    mentions it makes.
    """
    title = _title(record["titles"])
    parts = sorted(
        (part(mention) for mention in record["parts"]),
        key=lambda taking_part: (
            LEADING.index(taking_part.role),
            bool(taking_part.unnamed or taking_part.person),
        ),
    )
    return ActivityRow(
        activity=record["activity"],
        identifier=record["identifier"],
        kind=record["kind"],
        title=title["text"],
        language=title["language"],
        status=record["status"],
        first_year=record["first_year"],
        last_year=record["last_year"],
        countries=tuple(record["countries"]),
        sectors=tuple(record["sectors"]),
        models=tuple(record["mapped"]),
        parts=tuple(parts[:PARTS]),
        parts_total=len(parts),
        amounts=tuple(Amount(**amount) for amount in record["amounts"]),
        source=record["source"],
        record=record["record"],
        url=record["url"]
        if record["url"].startswith(("https://", "http://"))
        else "",  # it becomes a link, and anyone may have written it
    )


def part(mention: Mapping[str, Any]) -> Part:
    """Return a taking part from a mention. The name of a person stays out."""
    return Part(
        role=mention["role"],
        name="" if mention["person"] else mention["name"],
        organisation=mention["organisation"],
        type=mention["type"] or "",
        identifier="" if mention["person"] else mention["identifier"],
        unnamed=mention["unnamed"],
        person=mention["person"],
        inferred=mention.get("inferred", False),
    )


def _title(titles: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return the title in English where there is one, else the first."""
    filled = [title for title in titles if title["text"].strip()]
    english = [title for title in filled if title["language"] == "en"]
    return next(iter(english or filled), {"language": "", "text": ""})


def packed(row: ActivityRow | OrganisationRow, **more: Any) -> bytes:
    """Return a row as the index keeps it."""
    return json.dumps({**as_json(row), **more}, ensure_ascii=False, separators=(",", ":")).encode()


def activity(kept: bytes) -> ActivityRow:
    """Return the row of an activity that the index keeps."""
    stored = json.loads(kept)
    return ActivityRow(
        **{
            **stored,
            **{name: tuple(stored[name]) for name in ("countries", "sectors", "models")},
            **_nested(stored),
        }
    )


def _nested(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "parts": tuple(Part(**mention) for mention in stored["parts"]),
        "amounts": tuple(
            Amount(**{**amount, "value": Decimal(amount["value"])}) for amount in stored["amounts"]
        ),
    }


def name(kept: bytes) -> str:
    """Return what an organisation is called, out of the row that the index keeps; the rest is not
    put together.
    """
    return str(json.loads(kept)["name"])


def organisation(kept: bytes) -> tuple[OrganisationRow, tuple[str, ...]]:
    """Return the row of an organisation that the index keeps, and all its names."""
    stored = json.loads(kept)
    names = tuple(stored.pop("names"))
    counts = tuple(Count(**{**role, "sources": tuple(role["sources"])}) for role in stored["roles"])
    lists = {name: tuple(stored[name]) for name in ("countries", "sources", "websites", "doubtful")}
    return OrganisationRow(**{**stored, **lists, "roles": counts}), names
