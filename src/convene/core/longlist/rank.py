"""Who stands on the longlist, in which order, and what is still to be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from convene.core.answer import Band
from convene.core.asks import UNDESCRIBED
from convene.core.guide import Guide, Motivation
from convene.core.longlist.facts import NEVER_ASKED, Facts, Party, Wanted
from convene.core.longlist.rules import Evidence, evidence, of_models, weighing
from convene.core.reasons import Reason, gettext_noop

LENGTH = 30
"""Candidates on a longlist, unless fewer are asked for."""
TEN = 10
ALIKE = 5
"""How many of one kind may stand in each ten while other kinds wait: no longlist of ten
look-alikes.
"""
STRONG, PLAUSIBLE = 4, 2
"""Points from which evidence is called strong (and then it must answer two questions) or plausible.
"""
STALE = 5
"""Years without a trace after which one is told so."""
Link = Literal["printed", "inferred", "none"]
LINKS: tuple[Link, ...] = ("printed", "inferred", "none")
RECENT = 3
"""Years back from now in which a trace counts as recent."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Someone who might join: what speaks for them, why they would, how to begin, what to ask for,
    and what nobody knows yet.

    `points` only rank and are never shown. `link` says how the guide links `row` to the models
    wanted: printed, inferred from around a misprint, or not at all.
    """

    facts: Facts
    band: Band
    points: int
    evidence: tuple[Evidence, ...]
    row: str = ""
    link: Link = "none"
    opening: str = ""
    asks: tuple[str, ...] = ()
    unknown: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToAsk:
    """A question of the guide that records do not answer, or not fully, and whom to ask: those the
    guide names for every question, then our pairing.
    """

    question: str
    answered: int
    """Candidates for whom records say something."""
    ask: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Longlist:
    """Candidates, the likeliest first; the six questions with what is left to ask; and how many
    were looked at or left out.
    """

    wanted: Wanted
    candidates: tuple[Candidate, ...]
    questions: tuple[ToAsk, ...]
    considered: int
    left_out: Mapping[Party, int] = field(default_factory=dict)
    """Governments and multilateral bodies on record here, by kind: the alliance works with them, it
    does not look for them.
    """


def longlist(
    everyone: Iterable[Facts], *, wanted: Wanted, guide: Guide, this_year: int, length: int = LENGTH
) -> Longlist:
    """Return whom to talk to, ranked by what records say for the guide's six questions. Weights are
    our own judgement.
    """
    all_facts = list(everyone)
    able = [facts for facts in all_facts if facts.party not in NEVER_ASKED]
    weighed = [_weighed(facts, wanted=wanted, this_year=this_year) for facts in able]
    likely = sorted(
        (candidate for candidate in weighed if weighing(candidate.evidence)), key=_order
    )
    return Longlist(
        wanted=wanted,
        candidates=tuple(
            _told(candidate, wanted=wanted, guide=guide, this_year=this_year)
            for candidate in _varied(likely, length=length)
        ),
        questions=_questions(likely, guide=guide),
        considered=len(able),
        left_out=Counter(facts.party for facts in all_facts if facts.party in NEVER_ASKED),
    )


def _weighed(facts: Facts, *, wanted: Wanted, this_year: int) -> Candidate:
    """Return what speaks for someone, which is all that ranks them."""
    lines = evidence(facts, wanted=wanted)
    points = _points(lines, facts, wanted=wanted, this_year=this_year)
    return Candidate(facts=facts, band=_band(points, lines), points=points, evidence=lines)


def _told(candidate: Candidate, *, wanted: Wanted, guide: Guide, this_year: int) -> Candidate:
    """Return a candidate with all that is told of those on the list: why they would join, how to
    begin, what to ask, what nobody knows.
    """
    row, link = _row(candidate.facts, candidate.evidence, wanted=wanted, guide=guide)
    return replace(
        candidate,
        row=row,
        link=link,
        opening=guide.get(row, Motivation).opening if row else "",
        asks=_asks(candidate.facts, row, wanted=wanted, guide=guide),
        unknown=tuple(_unknown(candidate.facts, this_year=this_year)),
    )


def _points(lines: Sequence[Evidence], facts: Facts, *, wanted: Wanted, this_year: int) -> int:
    """Sum the weightiest line of each question; one more for a wanted sector, a wanted model here,
    and a recent trace.
    """
    heaviest_last = sorted(lines, key=lambda line: line.weight)
    best = {line.question: line.weight for line in heaviest_last}
    more = (
        any(code in facts.sectors for code in wanted.sectors),
        bool(wanted.models) and of_models(facts.models_here, wanted) is not None,
        facts.last_year is not None and facts.last_year >= this_year - RECENT,
    )
    return sum(best.values()) + sum(more)


def _band(points: int, lines: Sequence[Evidence]) -> Band:
    if points >= STRONG and len({line.question for line in weighing(lines)}) > 1:
        return "strong"
    return "plausible" if points >= PLAUSIBLE else "weak"


def _row(
    facts: Facts, lines: Sequence[Evidence], *, wanted: Wanted, guide: Guide
) -> tuple[str, Link]:
    """Return the motivation that fits best: one that leads to a wanted model before others; under
    which the guide itself names this one before what its records point to, and then the weightier
    line first.
    """
    named = [row.id for row in guide.motivations if facts.name in row.companies]
    rows = [
        *named,
        *(line.row for line in sorted(lines, key=lambda line: -line.weight) if line.row),
    ]
    links = [(row, _link(guide.get(row, Motivation), wanted)) for row in rows]
    return min(links, key=lambda pair: LINKS.index(pair[1]), default=("", "none"))


def _link(row: Motivation, wanted: Wanted) -> Link:
    if not wanted.models:
        return "printed" if row.models else "inferred"
    if set(row.models) & set(wanted.models):
        return "printed"
    return "inferred" if set(row.models_inferred) & set(wanted.models) else "none"


def _asks(facts: Facts, row: str, *, wanted: Wanted, guide: Guide) -> tuple[str, ...]:
    """Return what to ask for: what partners of this kind gave in alliances of the wanted models,
    then what the row names as possible.
    """
    models, party = wanted.models or tuple(model.id for model in guide.models), facts.party
    given = [
        gift.code
        for model in models
        for _alliance, partner, gift in guide.gifts(model)
        if partner.kind == party and gift.state == "given" and gift.code not in UNDESCRIBED
    ]
    named = guide.get(row, Motivation).noncash if row else ()
    return tuple(dict.fromkeys([*(code for code, _ in Counter(given).most_common(4)), *named]))


def _unknown(facts: Facts, *, this_year: int) -> Iterable[Reason]:
    if facts.party == "unknown":
        yield Reason(gettext_noop("No record says what kind of organisation this is."))
    if not facts.countries:
        yield Reason(gettext_noop("No record says where it is registered."))
    if not facts.identifiers:
        yield Reason(gettext_noop("No record gives it a registration number: make sure who it is."))
    if facts.last_year is None:
        yield Reason(gettext_noop("No record says when it was last active here."))
    elif facts.last_year < this_year - STALE:
        yield Reason(
            gettext_noop("Last seen here in {year}: ask whether it still works in the country."),
            {"year": str(facts.last_year)},
        )


def _order(candidate: Candidate) -> tuple[int, int, int, str, str]:
    lines = weighing(candidate.evidence)
    seen = sum(line.seen.count for line in lines)
    return (
        -candidate.points,
        -len({line.question for line in lines}),
        -seen,
        candidate.facts.name.casefold(),
        candidate.facts.organisation,
    )


def _varied(ranked: Sequence[Candidate], *, length: int) -> list[Candidate]:
    """Take the best first, but let no kind fill more than half of each ten while candidates of
    other kinds wait.
    """
    waiting = list(ranked)
    taken: list[Candidate] = []
    while waiting and len(taken) < length:
        ten = Counter(candidate.facts.party for candidate in taken[len(taken) // TEN * TEN :])
        chosen = next(
            (candidate for candidate in waiting if ten[candidate.facts.party] < ALIKE), waiting[0]
        )
        waiting.remove(chosen)
        taken.append(chosen)
    return taken


def _questions(likely: Sequence[Candidate], *, guide: Guide) -> tuple[ToAsk, ...]:
    from_records = Counter(
        question
        for candidate in likely
        for question in {line.question for line in weighing(candidate.evidence)}
    )
    always = tuple(source.id for source in guide.sources if source.every_question)
    return tuple(
        ToAsk(question=question.id, answered=from_records[question.id], ask=always + question.ask)
        for question in guide.questions
    )
