"""Who might join an alliance in a country, with ways to them and likenesses with watchlists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from convene import packs
from convene.core.asks import columns
from convene.core.draft import AskKind
from convene.core.guide import Question
from convene.core.longlist import (
    LENGTH,
    Call,
    Candidate,
    Evidence,
    Facts,
    Longlist,
    Wanted,
    longlist,
)
from convene.core.longlist.withholding import alerts
from convene.core.open_data import Coverage, Path
from convene.core.reasons import Reason, worded
from convene.core.watchlists import Match
from convene.corpus.watchlists import serving
from convene.corpus.watchlists.serving import ListState
from convene.packs.languages import language
from convene.questions.screening import likenesses
from convene.questions.shapes import longlist as shapes

PATHS = 2
"""Ways to one candidate that are told."""
Listing = tuple[str, str]
"""An entry of a watchlist: the list, and the entry's id on it."""


class Judged(Protocol):
    """What people decided of organisations by their ids in open data: which listings are someone
    else's.
    """

    def __call__(self, ids: Sequence[str], /) -> Mapping[str, Collection[Listing]]: ...


def nobody_judged(_ids: Sequence[str], /) -> Mapping[str, Collection[Listing]]:
    """Say that no listing was ruled out, for those who cannot see the workspace."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A candidate, what to ask it for, the ways to it, and likenesses of its name with listed ones
    that nobody has ruled out.
    """

    candidate: Candidate
    asks: Mapping[AskKind, tuple[str, ...]]
    paths: tuple[Path, ...]
    alerts: tuple[Match, ...]


@dataclass(frozen=True, kw_only=True)
class Partners:
    """Who might join, the likeliest first, and which lists their names were held against."""

    longlist: Longlist
    candidates: tuple[Someone, ...]
    for_donors: tuple[Someone, ...]
    lists: tuple[ListState, ...]
    coverage: Coverage


def partners(
    wanted: Wanted,
    *,
    at: datetime,
    us: Sequence[str] = (),
    length: int = LENGTH,
    ruled_out: Judged = nobody_judged,
) -> Partners:
    """Return who might join an alliance, as seen at a moment; `us` are the ids from which ways
    begin. Raises NoOpenData where none has been built.
    """
    from convene.corpus import open_data  # local: most pages need no engines

    year = at.astimezone(UTC).year
    ranked = longlist(
        open_data.candidates(wanted, this_year=year),
        wanted=wanted,
        guide=packs.guide(),
        this_year=year,
        length=length,
    )
    coverage, lists = open_data.coverage(), serving.state()
    everyone = (*ranked.candidates, *ranked.for_donors)
    known = _known(everyone, us=us, build=coverage.build, ruled_out=ruled_out)
    return Partners(
        longlist=ranked,
        candidates=known[: len(ranked.candidates)],
        for_donors=known[len(ranked.candidates) :],
        lists=lists,
        coverage=coverage,
    )


def _known(
    candidates: Sequence[Candidate], *, us: Sequence[str], build: str, ruled_out: Judged
) -> tuple[Someone, ...]:
    """Return what else there is to tell of each candidate, all looked for at once."""
    ids = tuple(candidate.facts.organisation for candidate in candidates)
    ways, judged = _paths(tuple(us), ids, build), ruled_out(ids)
    listed = likenesses(
        (candidate.facts.name, candidate.facts.countries[:1]) for candidate in candidates
    )
    return tuple(
        Someone(
            candidate=candidate,
            asks=columns(candidate.asks, guide=packs.guide()),
            paths=ways.get(id, ()),
            alerts=alerts(matches, ruled_out=judged.get(id, ())),
        )
        for id, candidate, matches in zip(ids, candidates, listed, strict=True)
    )


@lru_cache(maxsize=128)
def _paths(
    us: tuple[str, ...], everyone: tuple[str, ...], _build: str
) -> Mapping[str, tuple[Path, ...]]:
    """Return the shortest ways from us to each candidate; kept as long as the snapshot serves."""
    from convene.corpus import open_data  # local: most pages need no engines

    return open_data.paths_to_each(us, everyone, limit=PATHS) if us else {}


def shape(answer: Partners, *, left_out: Collection[str] = ()) -> shapes.Longlist:
    """Return the answer as it is published, with the names of those left out of some kinds."""
    return shapes.Longlist(
        wanted=answer.longlist.wanted,
        considered=answer.longlist.considered,
        left_out={str(kind): count for kind, count in answer.longlist.left_out.items()},
        left_out_names={
            str(kind): tuple(_left(facts) for facts in those)
            for kind, those in answer.longlist.left.items()
            if kind in left_out
        },
        lists=tuple(watchlist.list for watchlist in answer.lists),
        candidates=tuple(map(_candidate, answer.candidates)),
        for_donors=tuple(map(_candidate, answer.for_donors)),
        questions=tuple(
            shapes.Question(
                **vars(question), text=str(packs.guide().get(question.question, Question).text)
            )
            for question in answer.longlist.questions
        ),
        coverage=answer.coverage,
    )


def _candidate(someone: Someone) -> shapes.Candidate:
    candidate, facts = someone.candidate, someone.candidate.facts
    return shapes.Candidate(
        organisation=facts.organisation,
        name=facts.name,
        type=facts.type,
        doubtful=facts.doubtful,
        party=facts.party,
        countries=facts.countries,
        band=candidate.band,
        call=_call(candidate.call),
        works=tuple(in_words(reason) for reason in candidate.works),
        evidence=tuple(map(_line, candidate.evidence)),
        memberships=facts.memberships,
        row=candidate.row,
        link=candidate.link,
        opening=candidate.opening,
        asks=shapes.Asks(**{str(kind): codes for kind, codes in someone.asks.items()}),
        gave=candidate.gave,
        vetting=None,
        unknown=tuple(map(str, candidate.unknown)),
        paths=someone.paths,
        alerts=someone.alerts,
    )


def _line(line: Evidence) -> shapes.Evidence:
    return shapes.Evidence(
        question=line.question,
        sentence=in_english(line),
        inferred=line.inferred,
        **vars(line.seen),
    )


def _call(call: Call) -> shapes.Call:
    return shapes.Call(
        why=in_words(call.why),
        ask=in_words(call.ask),
        through=in_words(call.through),
        first=in_words(call.first),
    )


def _left(facts: Facts) -> shapes.LeftOut:
    return shapes.LeftOut(organisation=facts.organisation, name=facts.name)


def in_english(line: Evidence) -> str:
    """Return what records show, as the terminal and JSON say it."""
    return in_words(line.reason)


def in_words(reason: Reason) -> str:
    """Return a reason as the terminal and JSON say it."""
    return worded(reason, language("en"))
