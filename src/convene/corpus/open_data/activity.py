"""One activity with all that its record says."""

from collections.abc import Iterable, Mapping
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
MENTIONS = "SELECT * FROM mentions WHERE activity = ? ORDER BY number"
MONEY = "SELECT * FROM money WHERE activity = ? ORDER BY year DESC NULLS LAST, day DESC NULLS LAST, kind, record LIMIT ?"
NEIGHBOURS = """
    SELECT identifier, min(activity) AS activity FROM activities
    WHERE identifier IN (FROM listed(?)) AND source IN (SELECT value::INTEGER FROM listed(?)) GROUP BY identifier
"""


def activity(number: int, data: OpenData) -> ActivityPage | None:
    """Return an activity by its number in this snapshot, or None where there is none."""
    row = finding.activity(number, data)
    found = data.rows(RECORD, number)
    if row is None or not found:
        return None
    told = found[0]
    parts = {each["number"]: shown.part(each) for each in data.rows(MENTIONS, number)}
    return ActivityPage(
        row=row,
        titles=_texts(told["titles"]),
        descriptions=_texts(told["descriptions"]),
        start=told["start"],
        end=told["end"],
        sectors=tuple(Sector(**each) for each in told["sectors"]) or _of_sums(row.sectors, data),
        locations=tuple(Location(**each) for each in told["locations"]),
        parts=tuple(parts.values()),
        flows=tuple(_flow(each, parts) for each in data.rows(MONEY, number, FLOWS)),
        results=tuple(Result(**each) for each in told["results"]),
        related=_neighbours(told, data),
        models=tuple(
            Mapped(**{name: each[name] for name in ("model", "confidence", "reason")})
            for each in told["models"] or ()
        ),
        updated=told["updated"],
        notes=tuple(told["notes"]),
        coverage=_coverage(row.source, parts.values(), data),
    )


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


def _flow(each: Mapping[str, Any], parts: Mapping[int, Part]) -> Flow:
    named = ("kind", "value", "currency", "day", "year", "description", "record")
    return Flow(
        **{name: each[name] for name in named},
        giver=parts.get(each["giver"]),
        receiver=parts.get(each["receiver"]),
    )


def _neighbours(told: Mapping[str, Any], data: OpenData) -> tuple[Neighbour, ...]:
    """Return related activities; those of the same publisher that are loaded can be opened."""
    identifiers = [each["identifier"] for each in told["related"]]
    if not identifiers:
        return ()
    publisher = next((one.publisher for one in data.sources if one.number == told["source"]), "")
    same = [str(one.number) for one in data.sources if one.publisher == publisher]
    numbers = {
        each["identifier"]: each["activity"] for each in data.rows(NEIGHBOURS, identifiers, same)
    }
    titles = {row.activity: row.title for row in finding.rows(list(numbers.values()), data)}
    return tuple(
        Neighbour(
            type=each["type"],
            identifier=each["identifier"],
            activity=numbers.get(each["identifier"]),
            title=titles.get(numbers.get(each["identifier"], -1), ""),
        )
        for each in told["related"]
    )
