"""Why to call somebody, what to ask, through whom, and what to find out first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convene.core.guide import Alliance, Contribution, Guide, Question, Source, title_of
from convene.core.longlist.donors import works_for_donors
from convene.core.longlist.facts import Facts
from convene.core.longlist.rules import NONE, Evidence, weighing
from convene.core.reasons import Reason, gettext_noop

FEW = 3
"""How many things one asks for in a first conversation."""
KNOWS = gettext_noop(
    "It works for donors here: it may know foundations, companies and local bodies."
)
WHOM = gettext_noop("Whom it knows: which foundations, companies and local bodies here care.")
GAVE = gettext_noop("Whether it would give again what it gave there: {gifts}.")
COULD = gettext_noop("What it could give, such as: {gifts}.")
MEMBERS = gettext_noop(
    "Which of its members the problem costs most, and whether it would bring them together."
)
COSTS = gettext_noop("What the problem costs it, and what it would give to see it solved.")
LIST = gettext_noop("Whoever keeps the list “{list}”, on which it stands.")
DIRECTLY = gettext_noop("Its own office: whoever answers there knows who decides.")
DONOR = gettext_noop("The office of the donor that pays it.")
CHANGED = gettext_noop("What has changed since: {today}")
THEN = gettext_noop("As the guide of {year} named it; check that it still stands.")
DECIDES = gettext_noop("Who decides there, and what they say of the problem.")


@dataclass(frozen=True, kw_only=True)
class Call:
    """What one should know before one telephones."""

    why: Reason
    ask: Reason
    through: Reason
    first: Reason


NOBODY = Call(why=Reason(KNOWS), ask=Reason(COSTS), through=Reason(DIRECTLY), first=Reason(DECIDES))
"""What stands of somebody who is on no list."""


def call(
    facts: Facts,
    lines: Sequence[Evidence],
    *,
    asks: Sequence[str],
    unknown: Sequence[Reason],
    guide: Guide,
) -> Call:
    """Return what to know before calling somebody: what speaks most for it, what to ask it for, by
    whom it is reached, and the first thing that records leave open.
    """
    for_donors = works_for_donors(facts)
    heaviest = max(weighing(lines), key=lambda line: line.weight, default=None)
    return Call(
        why=Reason(KNOWS) if for_donors or heaviest is None else heaviest.reason,
        ask=Reason(WHOM) if for_donors else _ask(facts, asks, guide),
        through=Reason(DONOR) if for_donors else _through(facts, heaviest, guide),
        first=next(_first(facts, lines, unknown, guide)),
    )


def gifts(facts: Facts, *, guide: Guide) -> tuple[str, ...]:
    """Return what it gave in alliances of the guide, alone or among others: codes of contributions
    that are told as given.
    """
    partners = (
        (record, partner)
        for alliance in facts.gave_in
        if isinstance(record := guide.records.get(alliance.record), Alliance)
        for partner in record.partners
        if partner.name in {alliance.named, facts.name}
    )
    given = (
        gift.code
        for record, partner in partners
        for gift in record.gave(partner)
        if gift.state == "given"
    )
    return tuple(dict.fromkeys(given))


def _ask(facts: Facts, asks: Sequence[str], guide: Guide) -> Reason:
    if gave := gifts(facts, guide=guide):
        return Reason(GAVE, {"gifts": _titles(gave, guide)})
    if facts.party == "chamber":
        return Reason(MEMBERS)
    return Reason(COULD, {"gifts": _titles(asks[:FEW], guide)}) if asks else Reason(COSTS)


def _titles(codes: Sequence[str], guide: Guide) -> tuple[Reason, ...]:
    return tuple(Reason(guide.get(code, Contribution).title) for code in codes)


def _through(facts: Facts, line: Evidence | None, guide: Guide) -> Reason:
    if joined := next((on for on in facts.memberships if on.standing == "member"), None):
        return Reason(LIST, {"list": joined.list})
    if facts.party == "chamber" or line is None:
        return Reason(DIRECTLY)
    asked = guide.get(line.question, Question).ask
    if not asked:
        return Reason(DIRECTLY)
    source = title_of(guide.get(asked[0], Source))
    return Reason(source, cites=asked[:1])


def _first(
    facts: Facts, lines: Sequence[Evidence], unknown: Sequence[Reason], guide: Guide
) -> Iterator[Reason]:
    for alliance in facts.gave_in:
        match guide.records.get(alliance.record):
            case Alliance(id=record, today=str(since)) if since:
                yield Reason(CHANGED, {"today": Reason(since)}, (record,))
    if facts.gave_in:
        records = tuple(alliance.record for alliance in facts.gave_in)
        yield Reason(THEN, {"year": guide.about.published[:4]}, records)
    yield from (line.reason for line in lines if line.weight == NONE)
    yield from unknown
    yield Reason(DECIDES)
