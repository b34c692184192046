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
    "extending",
    "accountable",
    "bidder",
    "reporter",
)


def activity_row(found: Mapping[str, Any]) -> ActivityRow:
    """Return the row of an activity from its record in the snapshot's tables, with `parts` as the
    mentions it makes.
    """
    title = _title(found["titles"])
    parts = sorted(
        (part(each) for each in found["parts"]),
        key=lambda each: (LEADING.index(each.role), bool(each.unnamed or each.person)),
    )
    return ActivityRow(
        activity=found["activity"],
        identifier=found["identifier"],
        kind=found["kind"],
        title=title["text"],
        language=title["language"],
        status=found["status"],
        first_year=found["first_year"],
        last_year=found["last_year"],
        countries=tuple(found["countries"]),
        sectors=tuple(found["sectors"]),
        models=tuple(found["mapped"]),
        parts=tuple(parts[:PARTS]),
        parts_total=len(parts),
        amounts=tuple(Amount(**each) for each in found["amounts"]),
        source=found["source"],
        record=found["record"],
        url=found["url"]
        if found["url"].startswith(("https://", "http://"))
        else "",  # it becomes a link, and anyone may have written it
    )


def part(found: Mapping[str, Any]) -> Part:
    """Return a taking part from a mention. The name of a person stays out."""
    return Part(
        role=found["role"],
        name="" if found["person"] else found["name"],
        organisation=found["organisation"],
        type=found["type"] or "",
        identifier="" if found["person"] else found["identifier"],
        unnamed=found["unnamed"],
        person=found["person"],
    )


def _title(titles: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return the title in English where there is one, else the first."""
    filled = [each for each in titles if each["text"].strip()]
    english = [each for each in filled if each["language"] == "en"]
    return next(iter(english or filled), {"language": "", "text": ""})


def packed(row: ActivityRow | OrganisationRow, **more: Any) -> bytes:
    """Return a row as the index keeps it."""
    return json.dumps({**as_json(row), **more}, ensure_ascii=False, separators=(",", ":")).encode()


def activity(kept: bytes) -> ActivityRow:
    """Return the row of an activity that the index keeps."""
    found = json.loads(kept)
    return ActivityRow(
        **{
            **found,
            **{name: tuple(found[name]) for name in ("countries", "sectors", "models")},
            **_nested(found),
        }
    )


def _nested(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "parts": tuple(Part(**each) for each in found["parts"]),
        "amounts": tuple(
            Amount(**{**each, "value": Decimal(each["value"])}) for each in found["amounts"]
        ),
    }


def name(kept: bytes) -> str:
    """Return what an organisation is called, out of the row that the index keeps; the rest is not
    put together.
    """
    return str(json.loads(kept)["name"])


def organisation(kept: bytes) -> tuple[OrganisationRow, tuple[str, ...]]:
    """Return the row of an organisation that the index keeps, and all its names."""
    found = json.loads(kept)
    names = tuple(found.pop("names"))
    counts = tuple(Count(**{**each, "sources": tuple(each["sources"])}) for each in found["roles"])
    lists = {name: tuple(found[name]) for name in ("countries", "sources", "websites")}
    return OrganisationRow(**{**found, **lists, "roles": counts}), names
