"""A certificate that a table was screened: which lists were asked for whom, and what came of it.

It is made of the answers themselves, so that a run that was broken off and taken up again is
certified as a whole.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from convene import disk
from convene.core.diligence import not_loaded, told_not_loaded
from convene.corpus.watchlists import serving
from convene.corpus.watchlists.known import AS_EITHER
from convene.corpus.watchlists.serving import ListState
from convene.documents.diligence_facts import AskedRow, Look, NearMiss, SeenList
from convene.documents.diligence_looks import certificate, hash_lines, list_faults
from convene.documents.diligence_words import UP_TO_DATE
from convene.documents.formats import make
from convene.packs.diligence import preset

ASKED_BY = "convene screen"
EITHER = (
    "Dates of birth that do not tell the day from the month, asked as either: {count:,}. "
    "The answers name them."
)
BESIDE = {
    "asked_type": "type",
    "asked_country": "country",
    "asked_nationality": "nationality",
    "asked_born": "born",
    "asked_numbers": "numbers",
    "of": "of",
}
"""What may be asked with a name, and what it is called."""


@dataclass
class Tally:
    """What the answers say together."""

    rows: int = 0
    asked: list[AskedRow] = field(default_factory=list)
    hits: list[tuple[str, str]] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    either: int = 0
    """Dates of birth that may be two days."""
    more: int = 0


def tally(answers: Path) -> Tally:
    """Read what a file of answers, one on each line, says together."""
    counted = Tally()
    with answers.open("rb") as stream:
        for answer in map(json.loads, stream):
            _count(answer, counted)
    return counted


def _count(answer: Mapping[str, Any], into: Tally) -> None:
    into.rows += 1
    into.more += answer["more"]
    doubts = [note for note in answer["notes"] if note.endswith(AS_EITHER)]
    into.either += len(doubts)
    into.notes += [note for note in answer["notes"] if note not in doubts]
    into.asked.append(_asked(answer))
    if answer["error"]:
        into.faults.append(answer["error"])
        return
    for match in answer["matches"]:
        if match["band"] == "weak":
            into.near.append(_near(match))
        else:
            into.hits.append(
                (f"{match['name']} ({match['list']}, {match['entry']})", _like(match, answer))
            )


def _asked(answer: Mapping[str, Any]) -> AskedRow:
    return AskedRow(
        where=answer["where"],
        id=answer["id"],
        name=answer["query"],
        beside="; ".join(_beside(answer)),
        asked=not answer["error"],
    )


def _beside(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was asked with a name, or said of it."""
    for fact, what in BESIDE.items():
        if value := answer[fact]:
            yield f"{what}: {value if isinstance(value, str) else ', '.join(value)}"


def _like(match: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Say what an entry came up for, and what the list says of it."""
    says = [*match["born"], *match["countries"]]
    listed = f" The list says: {', '.join(says)}." if says else ""
    return f"{match['band']}, for {answer['query']}, {answer['where']}.{listed} Nobody has decided."


def _near(match: Mapping[str, Any]) -> NearMiss:
    return NearMiss(
        name=match["name"], list=match["list"], entry=match["entry"], score=match["score"]
    )


def certify(counted: Tally, *, file: Path, answers: Path, to: Path, now: datetime) -> None:
    """Write the certificate of a screening as a PDF."""
    about = (
        ("File", file.name),
        ("SHA-256 hash of the file", hash_lines(_hash(file))),
        ("Rows", f"{counted.rows:,}"),
        ("Rows that could not be asked", f"{len(counted.faults):,}"),
        ("Answers", answers.name),
        ("SHA-256 hash of the answers", hash_lines(_hash(answers))),
    )
    paper = certificate(
        _look(counted, now=now),
        partner=file.name,
        case=about,
        by=ASKED_BY,
        on=now.date(),
        hits=tuple(counted.hits),
    )
    with disk.whole(to) as new:
        new.write_bytes(make(paper, format="pdf"))


def _look(counted: Tally, *, now: datetime) -> Look:
    lists = serving.state()
    return Look(
        number=1,
        when=f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        by=ASKED_BY,
        key=serving.pointer(),
        asked=(),
        rows=tuple(counted.asked),
        lists=tuple(_seen(state, on=now.date()) for state in lists),
        found=len(counted.hits) + counted.more,
        more=counted.more,
        near=tuple(counted.near),
        gaps=tuple(_gaps(counted, lists)),
    )


def _seen(state: ListState, *, on: date) -> SeenList:
    return SeenList(
        title=state.title,
        date=state.date,
        entries=state.entries,
        state=", ".join(_faults(state)) or UP_TO_DATE,
        age=(on - date.fromisoformat(state.date)).days if state.date else None,
        version=state.version,
        hashes=serving.hashes(state.list, state.version),
    )


def _faults(state: ListState) -> Iterable[str]:
    return list_faults(date=state.date, stale=state.stale, few=state.few)


def _gaps(counted: Tally, lists: Sequence[ListState]) -> Iterator[str]:
    """Yield what was not covered: rows that could not be asked, lists that are not loaded, faults
    of the others, what was left out.
    """
    missing = not_loaded(preset().lists, seen={state.list for state in lists})
    yield from (f"Not asked: {fault}." for fault in counted.faults)
    yield from map(str, told_not_loaded(missing))
    for state in lists:
        yield from (f"{state.title}: {fault}." for fault in _faults(state))
    yield from (f"{note.rstrip('.')}." for note in counted.notes)
    if counted.either:
        yield EITHER.format(count=counted.either)


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
