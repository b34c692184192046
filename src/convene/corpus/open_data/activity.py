"""One activity with all that its record says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from convene.core.open_data import ActivityPage, Coverage, Flow, Mapped, Neighbour, Part
from convene.core.records import Location, Result, Sector, Text
from convene.corpus.open_data import finding
from convene.corpus.open_data.opened import OpenData
from convene.corpus.search import shown

FLOWS = 1000
"""Sums of an activity that its page shows, the latest first."""
FIVE = 5
"""Digits of a DAC purpose; the three of its category say the same more broadly."""
RECORD = "SELECT * FROM activities WHERE activity = ?"
MENTIONS = """
    SELECT mentions.* REPLACE (CASE WHEN list_contains(doubtful, mentions.type) THEN '' ELSE mentions.type END AS type)
    FROM mentions LEFT JOIN organisations USING (organisation) WHERE activity = ? ORDER BY number
"""
INFERRED = "SELECT number FROM inferred WHERE activity = ? ORDER BY number"
MONEY = "SELECT * FROM money WHERE activity = ? ORDER BY year DESC NULLS LAST, day DESC NULLS LAST, kind, record LIMIT ?"
NEIGHBOURS = """
    SELECT identifier, min(activity) AS activity FROM activities
    WHERE identifier IN (FROM listed(?)) AND source IN (SELECT value::INTEGER FROM listed(?)) GROUP BY identifier
"""


def activity(number: int, data: OpenData) -> ActivityPage | None:
    """Return an activity by its number in this snapshot, or None where there is none."""
    row = finding.activity(number, data)
    records = data.rows(RECORD, number)
    if row is None or not records:
        return None
    record = records[0]
    parts = {mention["number"]: shown.part(mention) for mention in data.rows(MENTIONS, number)}
    return ActivityPage(
        row=row,
        titles=_texts(record["titles"]),
        descriptions=_texts(record["descriptions"]),
        start=record["start"],
        end=record["end"],
        sectors=tuple(Sector(**sector) for sector in record["sectors"])
        or _of_sums(row.sectors, data),
        locations=tuple(Location(**location) for location in record["locations"]),
        parts=(*parts.values(), *_inferred(number, parts, data)),
        flows=tuple(_flow(paid, parts) for paid in data.rows(MONEY, number, FLOWS)),
        results=tuple(Result(**result) for result in record["results"]),
        related=_neighbours(record, data),
        models=tuple(
            Mapped(**{name: mapped[name] for name in ("model", "confidence", "reason")})
            for mapped in record["models"] or ()
        ),
        updated=record["updated"],
        notes=tuple(record["notes"]),
        coverage=_coverage(row.source, parts.values(), data),
    )


def _inferred(number: int, parts: Mapping[int, Part], data: OpenData) -> Iterator[Part]:
    """Yield those whom only the activity's money makes its funders."""
    for row in data.rows(INFERRED, number):
        yield replace(parts[row["number"]], role="funder", inferred=True)


def _coverage(source: int, parts: Iterable[Part], data: OpenData) -> Coverage:
    """Return what one record rests on: of what is missing, what its own source leaves out, and the
    people it names.
    """
    whole = data.coverage(source)
    return replace(
        whole,
        gaps=tuple(gap for gap in whole.gaps if source in gap.sources),
        people=sum(part.person for part in parts),
    )


def _of_sums(codes: Iterable[str], data: OpenData) -> tuple[Sector, ...]:
    """Return the sectors that a record names beside its sums of money only: it is found by them, so
    it shows them.
    """
    return tuple(
        Sector("dac", code, data.sectors.get(code, "")) for code in codes if len(code) == FIVE
    )


def _texts(every: list[dict[str, str]]) -> tuple[Text, ...]:
    return tuple(Text(**each) for each in every)


def _flow(paid: Mapping[str, Any], parts: Mapping[int, Part]) -> Flow:
    named = ("kind", "value", "currency", "day", "year", "description", "record")
    return Flow(
        **{name: paid[name] for name in named},
        giver=parts.get(paid["giver"]),
        receiver=parts.get(paid["receiver"]),
    )


def _neighbours(record: Mapping[str, Any], data: OpenData) -> tuple[Neighbour, ...]:
    """Return related activities; those of the same publisher that are loaded can be opened."""
    identifiers = [relation["identifier"] for relation in record["related"]]
    if not identifiers:
        return ()
    publisher = next(
        (source.publisher for source in data.sources if source.number == record["source"]), ""
    )
    same = [str(source.number) for source in data.sources if source.publisher == publisher]
    numbers = {
        neighbour["identifier"]: neighbour["activity"]
        for neighbour in data.rows(NEIGHBOURS, identifiers, same)
    }
    titles = {row.activity: row.title for row in finding.rows(list(numbers.values()), data)}
    return tuple(
        Neighbour(
            type=relation["type"],
            identifier=relation["identifier"],
            activity=numbers.get(relation["identifier"]),
            title=titles.get(numbers.get(relation["identifier"], -1), ""),
        )
        for relation in record["related"]
    )
