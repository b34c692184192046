"""Who stands on the longlist, in which order, and what is still to be asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from convene.core.answer import Band
from convene.core.guide import Guide, Motivation
from convene.core.longlist.calling import NOBODY, Call, call, gifts
from convene.core.longlist.donors import working, works_for_donors
from convene.core.longlist.facts import NEVER_ASKED, Facts, Wanted
from convene.core.longlist.motives import Link, asks, fitting
from convene.core.longlist.order import ordered
from convene.core.longlist.rules import PRECEDENT, Evidence, evidence, of_models, weighing
from convene.core.reasons import Reason, gettext_noop

LENGTH = 30
"""Candidates on a longlist, unless fewer are asked for."""
STRONG, PLAUSIBLE = 4, 2
"""Points from which evidence is called strong (and then it must answer two questions) or plausible.
"""
STALE = 5
"""Years without a trace after which one is told so."""
LeftOut = Literal["public", "multilateral", "nothing", "for_donors_elsewhere", "beyond"]
"""Why somebody is not listed: what it is, that nothing on record answers a question, that it works
for donors and not here, or that more are on record than are shown.
"""
KINDS: tuple[LeftOut, ...] = (
    "public",
    "multilateral",
    "nothing",
    "for_donors_elsewhere",
    "beyond",
)
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
    gave: tuple[str, ...] = ()
    """What it gave in alliances of the guide."""
    unknown: tuple[Reason, ...] = ()
    call: Call = NOBODY
    is_apart: bool = False
    """Whether it works for donors here."""
    works: tuple[Reason, ...] = ()
    """What shows that it works for donors, for one of those."""


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
    for_donors: tuple[Candidate, ...] = ()
    """Those who work for donors here: to be asked whom they know, never why they would join."""
    left: Mapping[LeftOut, tuple[Facts, ...]] = field(default_factory=dict)
    """Who was looked at and is not listed, by why. The alliance works with governments and
    multilateral bodies, it does not look for them.
    """

    @property
    def left_out(self) -> Mapping[LeftOut, int]:
        """How many were looked at and are not listed, by why."""
        return {kind: len(those) for kind, those in self.left.items() if those}


def longlist(
    everyone: Iterable[Facts], *, wanted: Wanted, guide: Guide, this_year: int, length: int = LENGTH
) -> Longlist:
    """Return whom to talk to, ranked by what records say for the guide's six questions. Weights are
    our own judgement.
    """
    all_facts = list(everyone)
    able = [facts for facts in all_facts if facts.party not in NEVER_ASKED]
    weighed = [_weighed(facts, wanted=wanted, this_year=this_year) for facts in able]
    likely = [candidate for candidate in weighed if _is_likely(candidate)]
    asked = ordered((candidate for candidate in likely if not candidate.is_apart), wanted=wanted)
    apart = sorted((candidate for candidate in likely if candidate.is_apart), key=_knowing)

    def whole(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        return tuple(
            _told(candidate, wanted=wanted, guide=guide, this_year=this_year)
            for candidate in candidates[:length]
        )

    return Longlist(
        wanted=wanted,
        candidates=whole(asked),
        for_donors=whole(apart),
        questions=_questions(likely, guide=guide),
        considered=len(able),
        left=_left(all_facts, weighed, beyond=[*asked[length:], *apart[length:]]),
    )


def _is_likely(candidate: Candidate) -> bool:
    """Return whether records answer a question of it; of those who work for donors it is asked only
    that they are here.
    """
    if candidate.is_apart:
        return bool(candidate.facts.here)
    return bool(weighing(candidate.evidence))


def _knowing(candidate: Candidate) -> tuple[bool, int, int, str, str]:
    """Order those who work for donors: who is here, who did most of this kind, and who did more
    than run an office come first.
    """
    work = candidate.facts.work
    paid = work.paid.count if work.paid else 0
    return (
        not paid,
        -candidate.points,
        max(work.costs, work.small) - paid,
        candidate.facts.name.casefold(),
        candidate.facts.organisation,
    )


def _left(
    everyone: Iterable[Facts], weighed: Iterable[Candidate], *, beyond: Iterable[Candidate]
) -> dict[LeftOut, tuple[Facts, ...]]:
    """Return who is not listed, by why, each in the order of names."""
    left: dict[LeftOut, list[Facts]] = {kind: [] for kind in KINDS}
    for facts in everyone:
        if facts.party == "public" or facts.party == "multilateral":
            left[facts.party].append(facts)
    for candidate in weighed:
        if not _is_likely(candidate):
            left["for_donors_elsewhere" if candidate.is_apart else "nothing"].append(
                candidate.facts
            )
    left["beyond"] = [candidate.facts for candidate in beyond]
    return {
        kind: tuple(sorted(those, key=lambda facts: (facts.name.casefold(), facts.organisation)))
        for kind, those in left.items()
    }


def _weighed(facts: Facts, *, wanted: Wanted, this_year: int) -> Candidate:
    """Return what speaks for someone, which is all that ranks them."""
    lines = evidence(facts, wanted=wanted)
    points = _points(lines, facts, wanted=wanted, this_year=this_year)
    return Candidate(
        facts=facts,
        band=_band(points, lines),
        points=points,
        evidence=lines,
        is_apart=works_for_donors(facts),
    )


def _told(candidate: Candidate, *, wanted: Wanted, guide: Guide, this_year: int) -> Candidate:
    """Return a candidate with all that is told of those on the list: why they would join, how to
    begin, what to ask, what nobody knows.
    """
    facts, lines = candidate.facts, candidate.evidence
    unknown = tuple(_unknown(facts, this_year=this_year))
    if candidate.is_apart:
        calling = call(facts, lines, asks=(), unknown=unknown, guide=guide)
        works = working(facts, wanted=wanted)
        return replace(candidate, unknown=unknown, call=calling, works=works)
    row, link = fitting(facts, lines, wanted=wanted, guide=guide)
    wishes = asks(facts, row, wanted=wanted, guide=guide)
    return replace(
        candidate,
        row=row,
        link=link,
        opening=guide.get(row, Motivation).opening if row else "",
        asks=wishes,
        gave=gifts(facts, guide=guide),
        unknown=unknown,
        call=call(facts, lines, asks=wishes, unknown=unknown, guide=guide),
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
    if any(line.weight >= PRECEDENT for line in lines):
        return "strong"
    if points >= STRONG and len({line.question for line in weighing(lines)}) > 1:
        return "strong"
    return "plausible" if points >= PLAUSIBLE else "weak"


def _unknown(facts: Facts, *, this_year: int) -> Iterable[Reason]:
    if facts.party == "unknown":
        yield Reason(gettext_noop("No record says what kind of organisation this is."))
    if facts.last_year is None:
        yield Reason(gettext_noop("No record says when it was last active here."))
    elif facts.last_year < this_year - STALE:
        yield Reason(
            gettext_noop("Last seen here in {year}: ask whether it still works in the country."),
            {"year": str(facts.last_year)},
        )
    if not facts.countries:
        yield Reason(gettext_noop("No record says where it is registered."))
    if not facts.identifiers:
        yield Reason(gettext_noop("No record gives it a registration number: make sure who it is."))


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
