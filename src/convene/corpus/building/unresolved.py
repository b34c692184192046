"""Stands where resolution will: each spelling is an organisation of its own, until names are joined."""

from collections.abc import Sequence
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from convene.core.resolution import Decision
from convene.corpus.building.merging import Progress
from convene.corpus.resolution import Resolved
from convene.corpus.resolution.tables import JOINS, MEMBERS, ORGANISATIONS, PROFILES, REDIRECTS, REVIEW


def resolve(
    mentions: pa.Table, *, previous: Path | None, decisions: Sequence[Decision], executor: Executor, progress: Progress
) -> Resolved:
    """Make an organisation of each spelling."""
    found: dict[str, dict[str, Any]] = {}
    profile_of: list[int | None] = []
    for row in mentions.select(["activity", "name", "type", "country", "unnamed", "person"]).to_pylist():
        if row["unnamed"] or row["person"]:
            profile_of.append(None)
            continue
        folded = " ".join(row["name"].casefold().split())
        one = found.setdefault(folded, _new(row, folded, profile=len(found)))
        one["mentions"] += 1
        one["within"].add(row["activity"])
        profile_of.append(one["profile"])
    rows = [{**one, "activities": len(one["within"]), "organisation": f"cv-{one['key'][:6]}", "certain": True} for one in found.values()]
    return Resolved(
        profiles=pa.Table.from_pylist(rows, schema=PROFILES),
        profile_of=pa.array(profile_of, type=pa.int64()),
        organisations=pa.Table.from_pylist(rows, schema=ORGANISATIONS),
        members=pa.Table.from_pylist(rows, schema=MEMBERS),
        joins=JOINS.empty_table(),
        review=REVIEW.empty_table(),
        redirects=REDIRECTS.empty_table(),
    )


def _new(row: dict[str, Any], folded: str, *, profile: int) -> dict[str, Any]:
    return {
        "profile": profile, "key": sha256(folded.encode()).hexdigest()[:16], "name": row["name"], "names": [row["name"]],
        "countries": [row["country"]] if row["country"] else [], "identifiers": [], "type": row["type"], "websites": [],
        "mentions": 0, "within": set(),
    }  # fmt: skip
