"""What fills the tags of a paper: from the alliance, its partners, its ledger, its exit plan and
what people filled in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from convene.apps.ledger.models import Contribution
from convene.apps.ledger.words import State
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.queries import exits
from convene.apps.workshop.words import kind_of
from convene.core.agreement import PROMISE, Due, Left, Party, Promised
from convene.documents.speech import Speech, speech
from convene.packs.agreements import wording

OVER = (State.CANCELLED, State.WRITTEN_OFF)
NEAR = "\u00a0"
"""Between an amount and its currency: they stay on one line."""


@dataclass(frozen=True, kw_only=True)
class Stands:
    """How an alliance stands, as its papers say it. `values` fill the tags that no person fills
    in.
    """

    values: Mapping[str, str]
    parties: tuple[Party, ...]
    promised: tuple[Promised, ...]
    left: tuple[Left, ...]
    asked: tuple[str, ...]


def stands(alliance: Alliance, *, language: str, today: date) -> Stands:
    """Return how an alliance stands on a day, in one of the languages of papers."""
    with translation.override(language):
        inside = partners(alliance, today=today)
        return Stands(
            values=values(alliance, speech(language)),
            parties=tuple(parties(inside)),
            promised=tuple(promised(alliance, inside)),
            left=tuple(left(alliance)),
            asked=tuple(asked(alliance)),
        )


def tag(promise: Contribution) -> str:
    """Return the tag that stands for a promise: the first eight digits of its id."""
    return f"{PROMISE}{promise.pk.hex[:8]}"


def promises(alliance: Alliance) -> list[Contribution]:
    """Return the promises that a text may speak of: those that have not ended."""
    rows = Contribution.objects.filter(alliance=alliance).exclude(state__in=OVER)
    return list(rows.select_related("partner__organisation").prefetch_related("instalments"))


def promise_tags(alliance: Alliance) -> dict[str, Contribution]:
    """Return what stands behind each tag of a promise. Two that share their first digits have
    none: a tag stands for one.
    """
    tags: dict[str, Contribution] = {}
    shared: set[str] = set()
    for promise in promises(alliance):
        if tag(promise) in tags:
            shared.add(tag(promise))
        tags[tag(promise)] = promise
    return {name: promise for name, promise in tags.items() if name not in shared}


def amounts(alliance: Alliance) -> dict[str, Decimal]:
    """Return what is promised by the tags of promises, as far as it has an amount."""
    tags = promise_tags(alliance)
    return {name: promise.amount for name, promise in tags.items() if promise.amount is not None}


def values(alliance: Alliance, say: Speech) -> dict[str, str]:
    """Return what fills the tags that no person fills in; empty where nobody has said it yet."""
    of_promises = {
        name: amount(promise.amount, promise.currency, say)
        or quantity(promise.quantity, promise.unit, say)
        for name, promise in promise_tags(alliance).items()
    }
    return {
        "alliance": alliance.title,
        "place": alliance.place,
        "problem": alliance.problem,
        "aim": alliance.results,
        **of_promises,
    }


def filled_in(given: Mapping[str, str], say: Speech) -> dict[str, str]:
    """Return what people filled in, as a paper writes it."""
    days = {blank.id for blank in wording().blanks if blank.is_day}
    return {code: say.written(text) if code in days else text for code, text in given.items()}


def amount(number: Decimal | None, currency: str, say: Speech) -> str:
    """Return a sum as a paper writes it, exact; empty where there is none."""
    return "" if number is None else f"{currency}{NEAR}{say.amount(number)}"


def quantity(number: Decimal | None, unit: str, say: Speech) -> str:
    """Return how much of something; empty where nobody counted it."""
    return "" if number is None else f"{say.amount(number)} {unit}".strip()


def partners(alliance: Alliance, *, today: date) -> list[Partner]:
    """Return who is in an alliance on a day."""
    rows = alliance.partners.select_related("organisation", "umbrella__organisation")
    return [row for row in rows if row.is_in_on(today)]


def parties(inside: Iterable[Partner]) -> Iterator[Party]:
    """Yield who signs. A partner that goes unnamed so far does not: the one that it came through
    signs also for it.
    """
    rows = list(inside)
    covered = [row for row in rows if is_unnamed(row, rows)]
    for row in rows:
        if row not in covered:
            yield Party(
                name=str(row),
                through=str(row.umbrella) if row.umbrella else "",
                covered=sum(other.umbrella_id == row.pk for other in covered),
            )


def is_unnamed(partner: Partner, inside: Iterable[Partner]) -> bool:
    """Say whether too few have joined through its umbrella for it to be named."""
    joined = sum(row.umbrella_id == partner.umbrella_id for row in inside)
    return joined < (partner.unnamed_until or 0)


def promised(alliance: Alliance, inside: Iterable[Partner]) -> Iterator[Promised]:
    """Yield what the partners of an alliance have promised or propose, and when it is due; what was
    only asked of them is left out. Of a partner that goes unnamed, the one that it came through
    stands for it.
    """
    rows = list(inside)
    names = {row.pk: str(row.umbrella if is_unnamed(row, rows) else row) for row in rows}
    for promise in promises(alliance):
        if promise.state != State.ASK and promise.partner_id in names:
            due = (row for row in promise.instalments.all() if not row.is_dropped)
            yield Promised(
                partner=names[promise.partner_id],
                what=promise.title,
                currency=promise.currency,
                amount=promise.amount,
                quantity=promise.quantity,
                unit=promise.unit,
                due=tuple(Due(on=row.due_on, amount=row.amount, note=row.note) for row in due),
            )


def left(alliance: Alliance) -> Iterator[Left]:
    """Yield what the exit plan says of what stays."""
    for asset in exits.plan(alliance).assets:
        heir = str(asset.heir) if asset.heir else asset.heir_outside
        yield Left(what=asset.what, heir=heir, terms=asset.terms)


def asked(alliance: Alliance) -> Iterator[str]:
    """Yield what is sought, without of whom: an invitation goes to many."""
    for ask in alliance.asks.all():
        words = (kind_of(ask.contribution) if ask.contribution else "", ask.note)
        yield ": ".join(filter(None, words)) or str(ask.get_kind_display())
