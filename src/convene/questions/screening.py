"""Whom the watchlists name. Alerts for people to decide on, never a verdict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import tee

from convene.core.progress import Progress, quiet
from convene.core.scripts import ASK_IN_LATIN, is_found_surely
from convene.core.watchlists import Match, Matches, Query
from convene.corpus.watchlists import screening, serving
from convene.corpus.watchlists.asked import Asked, asked_of
from convene.corpus.watchlists.known import names_nobody
from convene.questions.shapes.rows import Screened

ASK_AGAIN = str(ASK_IN_LATIN)
Named = tuple[str, tuple[str, ...]]
"""An organisation's name, and its country where that is known."""


@dataclass
class Count:
    """How a screening went. `resumed` rows had been answered before."""

    rows: int = 0
    resumed: int = 0
    alerts: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    nameless: int = 0
    """Rows that were asked although they hold what people write for no name: “N/A”."""

    def add(self, name: str, *, bands: Iterable[str], error: str, notes: Iterable[str]) -> None:
        """Count an answer by the bands of its matches."""
        self.rows += 1
        self.nameless += not error and names_nobody(name)
        self.alerts += any(band != "weak" for band in bands)
        self.faults += [error] if error else []
        self.notes += notes


def screened(name: str, *, threshold: float = 0, **facts: str) -> Screened:
    """Return what the lists hold of one name, its facts in words as people write them: `country`,
    `nationality`, `type`, `identifier` and `born`.
    """
    row = asked_of(name.strip(), **facts)  # type: ignore[arg-type]  # all of them are text
    return next(each([row], threshold=threshold, count=Count()))


def each(
    rows: Iterable[Asked], *, threshold: float, count: Count, progress: Progress = quiet
) -> Iterator[Screened]:
    """Answer row after row, as `count` counts; rows at fault are answered with what is wrong."""
    ahead, behind = tee(rows)
    answers = screening.screen_many(row.query for row in ahead if not row.fault)
    for row in behind:
        answer = _answer(row, Matches() if row.fault else next(answers), threshold=threshold)
        bands = [match.band for match in answer.matches]
        count.add(answer.query, bands=bands, error=answer.error, notes=answer.notes)
        progress("Screening", count.rows, 0)
        yield answer


def _answer(row: Asked, matches: Matches, *, threshold: float) -> Screened:
    is_alert = any(match.band != "weak" for match in matches.shown)
    ask_again = () if row.fault or is_alert or is_found_surely(row.query.name) else (ASK_AGAIN,)
    return Screened(
        query=row.query.name,
        where=row.place,
        id=row.query.id,
        of=row.of,
        matches=tuple(match for match in matches.shown if match.score >= threshold),
        more=matches.more,
        error=row.fault,
        notes=(*row.notes, *(f"{_place(row)}{note}" for note in ask_again)),
        asked_type="" if row.query.schema == "unknown" else row.query.schema,
        asked_country=row.query.country,
        asked_nationality=row.query.nationality,
        asked_born=row.query.born,
        asked_numbers=row.query.identifiers,
    )


def _place(row: Asked) -> str:
    return f"{row.place}: " if row.place else ""


def not_shown(more: int) -> str:
    """Say how many alerts a limit left out."""
    entries = "entry is" if more == 1 else "entries are"
    return f"{more:,} more {entries} possibly or strongly alike."


def likenesses(names: Iterable[Named]) -> tuple[tuple[Match, ...], ...]:
    """Return what the lists hold under each of many organisations' names."""
    return _likenesses(tuple(names), serving.pointer(), serving.today())


@lru_cache(maxsize=128)
def _likenesses(
    names: tuple[Named, ...], _serving: str, day: date
) -> tuple[tuple[Match, ...], ...]:
    """Ask once a day as long as the same lists serve."""
    asked = [
        Query(name=name, country="".join(countries), schema="organisation")
        for name, countries in names
    ]
    return tuple(matches.shown for matches in screening.screen_many(asked, on=day))
