"""An installation that has worked for years: thousands of alliances with their partners, promises
and what came of these. They are written in bulk, with every guard of the database standing.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from convene.apps.accounts.models import Event, Role, User
from convene.apps.evidence.models import Evidence
from convene.apps.ledger.models import (
    ANSWERS,
    Book,
    Contribution,
    Delivery,
    DeliveryStep,
    Instalment,
)
from convene.apps.registry.models import Organisation, OrganisationName
from convene.apps.risks.models import Rating, Risk
from convene.apps.workshop.models import Alliance, Answer, Move, Part, Partner, Task
from convene.core.money import kept_value

PROMISES, OF_THE_LARGEST = 40, 2_000
TODAY = date(2026, 12, 1)
BEGAN = datetime(2025, 3, 2, 9, tzinfo=UTC)
CURRENCIES = {"USD": Decimal(1), "EUR": Decimal("1.08"), "ZMW": Decimal("0.0371")}
"""What one unit is worth in dollars."""
COUNTRIES = ("PY", "ZM", "JM", "KE", "CO", "PE", "GH", "MD")
STATES = ("idea", "scoping", "concept", "design", "agreement", "active", "active", "closing")
ORIGINS = ("private", "public", "civil", "multilateral", "private")
TALK, NOTHING_CAME = 4, 8
"""Of every 40 promises so many are talk only, and so many wait for what is promised."""
SECOND = 10
"""And of so many something came twice."""
TOGETHER = 20_000
"""Rows that are held at once."""


@dataclass(frozen=True, kw_only=True)
class People:
    """Who works here: one owner of every tenth alliance, others of the rest, somebody who edits and
    somebody who reads all of them, and the focal point of a partner.
    """

    owner: User
    others: tuple[User, ...]
    editor: User
    reader: User
    focal: User


@dataclass(frozen=True, kw_only=True)
class Installation:
    """What was written: the alliance with the most promises, one like most, and their partners whom
    the focal point speaks for.
    """

    people: People
    largest: UUID
    usual: UUID
    partner_of_largest: UUID
    partner_of_usual: UUID
    promises: int
    entries: int


def fill(alliances: int, *, seed: int = 2026) -> Installation:
    """Write so many alliances into the database of this process."""
    dice = random.Random(seed)
    people = _people()
    organisations = _organisations(max(40, alliances // 5), by=people.owner)
    kept = list(_alliances(alliances, people))
    partners = {
        one.pk: _partners(one, organisations, dice, n, people) for n, one in enumerate(kept)
    }
    _insert(Partner, (row for rows in partners.values() for row in rows))
    _insert(Part, _parts(kept, partners, people))
    _insert(Task, (task for one in kept for task in _tasks(one)))
    _insert(Answer, (row for one in kept for row in _answers(one, people)))
    _risks(kept, people)
    promises = entries = 0
    chunk: list[Contribution] = []
    for number, one in enumerate(kept):
        most = OF_THE_LARGEST if number == 0 else PROMISES
        chunk += _promises(one, partners[one.pk], most, _base(number), people)
        if len(chunk) >= TOGETHER or number == len(kept) - 1:
            promises += len(chunk)
            entries += _deliver(chunk, people)
            chunk = []
    _count()
    return Installation(
        people=people,
        largest=kept[0].pk,
        usual=kept[1].pk,
        partner_of_largest=partners[kept[0].pk][0].pk,
        partner_of_usual=partners[kept[1].pk][0].pk,
        promises=promises,
        entries=entries,
    )


def _people() -> People:
    def person(name: str, role: str = Role.BUILDER) -> User:
        return User.objects.create_user(email=f"{name.lower()}@example.org", name=name, role=role)

    return People(
        owner=person("Olga"),
        others=tuple(person(f"Owner{number}") for number in range(9)),
        editor=person("Edith"),
        reader=person("Ravi"),
        focal=person("Femi", Role.PARTNER),
    )


def _insert(model: type[models.Model], rows: Iterable[Any], *, by: User | None = None) -> None:
    """Write rows with one statement for all that are held at once; `by` writes the first line of
    each one's history too.
    """
    for several in _batches(rows, TOGETHER):
        _write(model, several)
        if by is not None:
            history = model.history  # type: ignore[attr-defined]  # those with a history
            kept = [history.model(**_of_history(history.model, row, by)) for row in several]
            _write(history.model, kept)


def _of_history(model: Any, row: models.Model, by: User) -> dict[str, Any]:
    own = {field.attname: getattr(row, field.attname) for field in model.tracked_fields}
    return {**own, "history_date": BEGAN, "history_user": by, "history_type": "+"}


def _write(model: type[models.Model], rows: list[Any]) -> None:
    fields = [field for field in model._meta.concrete_fields if not _is_given(field, rows[0])]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    values = [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        for row in rows
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", values)


def _is_given(field: Any, row: models.Model) -> bool:
    """Say whether the database gives the value itself."""
    return field.primary_key and getattr(row, field.attname) is None


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    held: list[Any] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _organisations(number: int, *, by: User) -> list[Organisation]:
    kept = [
        Organisation(
            kind="company",
            country=COUNTRIES[n % len(COUNTRIES)],
            state="active",
            created_by=by,
            created_at=BEGAN,
            changed_at=BEGAN,
        )
        for n in range(number)
    ]
    _insert(Organisation, kept, by=by)
    names = (
        OrganisationName(organisation=one, text=text, kind=kind, folded=text.lower())
        for n, one in enumerate(kept)
        for kind, text in (("primary", f"Heron Works {n}"), ("alias", f"HW {n}"))
    )
    _insert(OrganisationName, names)
    return kept


def _alliances(number: int, people: People) -> Iterator[Alliance]:
    """Write alliances, and by a move each what got it where it is."""
    kept = [
        Alliance(
            title=f"Open tenders {n}",
            country=COUNTRIES[n % len(COUNTRIES)],
            problem="Small firms are shut out of public procurement.",
            model=f"M{1 + n % 5}",
            model_reason="It worked elsewhere.",
            request={},
            created_at=BEGAN,
            changed_at=BEGAN + timedelta(minutes=n),
        )
        for n in range(number)
    ]
    _insert(Alliance, kept, by=people.owner)
    moved = [(one, STATES[n % len(STATES)]) for n, one in enumerate(kept)]
    _insert(
        Move,
        (
            Move(
                alliance=one,
                was="idea",
                state=state,
                on=BEGAN.date(),
                by=people.owner,
                at=one.changed_at,
            )
            for one, state in moved
            if state != "idea"
        ),
    )
    for state in {state for _, state in moved} - {"idea"}:
        keys = [one.pk for one, to in moved if to == state]
        for several in _batches(keys, 500):
            Alliance.objects.filter(pk__in=several).update(state=state)
    _insert(
        Book,
        (
            Book(
                alliance=one,
                base=_base(n),
                opened_by=people.owner,
                opened_at=BEGAN,
                changed_at=BEGAN,
            )
            for n, one in enumerate(kept)
        ),
        by=people.owner,
    )
    return iter(kept)


def _base(number: int) -> str:
    return ("USD", "EUR")[number % 5 == 4]


def _partners(
    of: Alliance,
    organisations: list[Organisation],
    dice: random.Random,
    number: int,
    people: People,
) -> list[Partner]:
    """Return its partners: of the largest as many as there may be, of others from 1 to 30, mostly
    few. One in each has own money.
    """
    many = 30 if number == 0 else min(30, 1 + int(dice.expovariate(1 / 7)))
    return [
        Partner(
            alliance=of,
            organisation=organisation,
            roles=["funding"],
            interest="Paid on time.",
            conflicts="none",
            origin=ORIGINS[n % len(ORIGINS)],
            is_own=n == 1,
            language="en",
            joined_on=BEGAN.date(),
            added_by=people.owner,
            added_at=BEGAN + timedelta(seconds=n),
            changed_at=BEGAN,
        )
        for n, organisation in enumerate(dice.sample(organisations, many))
    ]


def _parts(
    kept: list[Alliance], partners: dict[UUID, list[Partner]], people: People
) -> Iterator[Part]:
    def part(of: Alliance, person: User, kind: str, **more: Any) -> Part:
        owner = people.owner
        return Part(
            alliance=of, person=person, kind=kind, since=BEGAN.date(), by=owner, at=BEGAN, **more
        )

    for number, one in enumerate(kept):
        tenth = number % 10
        is_first = number == 1 or not tenth  # the usual one is measured too
        yield part(one, people.owner if is_first else people.others[tenth - 1], "owner")
        yield part(one, people.editor, "builder")
        yield part(one, people.reader, "reader")
        if number < 2:
            whom = partners[one.pk][0].organisation
            yield part(one, people.focal, "focal_point", organisation=whom)


def _tasks(of: Alliance) -> Iterator[Task]:
    parent = Task(
        id=uuid4(), alliance=of, position=0, title="Publish every tender", changed_at=BEGAN
    )
    yield parent
    for position in range(8):
        yield Task(
            id=uuid4(),
            alliance=of,
            parent=parent if position % 2 else None,
            position=position + 1,
            title=f"Task {position}",
            state=("to_do", "doing", "done")[position % 3],
            changed_at=BEGAN,
        )


def _answers(of: Alliance, people: People) -> Iterator[Answer]:
    for code in ("Q1", "Q2", "Q3", "inclusion", "harm"):
        yield Answer(alliance=of, code=code, said="yes", note="Asked.", by=people.editor, at=BEGAN)


def _risks(kept: list[Alliance], people: People) -> None:
    risks = [
        Risk(
            alliance=one,
            title=f"Money comes late {n}",
            category="financial",
            added_by=people.editor,
            added_at=BEGAN,
            changed_at=BEGAN,
        )
        for one in kept
        for n in range(4)
    ]
    _insert(Risk, risks)
    _insert(
        Rating,
        (
            Rating(
                risk=risk,
                phase="before",
                likelihood=1 + n % 4,
                impact=1 + n % 3,
                reason="As in other years.",
                by=people.editor,
                at=BEGAN,
            )
            for n, risk in enumerate(risks)
        ),
    )


def _promises(
    of: Alliance, partners: list[Partner], number: int, base: str, people: People
) -> Iterator[Contribution]:
    """Yield what was promised: most in the base currency, every sixth in another, some with no
    price; a few only talked of.
    """
    for n in range(number):
        currency = base if n % 6 else list(CURRENCIES)[n // 6 % len(CURRENCIES)]
        place = n % PROMISES
        state = "proposed" if place < TALK else "committed"
        common = {
            "alliance": of,
            "partner": partners[n % len(partners)],
            "title": f"Promise {n}",
            "state": state,
            "agreed_on": None if state == "proposed" else BEGAN.date(),
            "is_shared": place == TALK,
            "added_by": people.owner,
            "added_at": BEGAN + timedelta(seconds=n),
            "changed_at": BEGAN,
            **dict.fromkeys(ANSWERS, "yes" if n % 5 else ""),
        }
        if place == TALK + 1:
            yield Contribution(column="unpriced", quantity=Decimal(3), unit="days", **common)
            continue
        amount = Decimal(100_000 + 8 * n) + Decimal(4 * (n % 2000)) / 10_000
        yield Contribution(
            column="in_kind" if n % 3 == 0 else "cash",
            amount=amount,
            currency=currency,
            method="MARKET_PRICE" if n % 3 == 0 else "",
            is_estimate=n % 9 == 0,
            **_valued(amount, currency, base),
            **common,
        )


def _valued(amount: Decimal, currency: str, base: str) -> dict[str, Any]:
    rate = (CURRENCIES[currency] / CURRENCIES[base]).quantize(Decimal("1e-12"))
    return {
        "rate": rate,
        "rate_day": BEGAN.date(),
        "rate_source": "the central bank",
        "base_value": kept_value(amount, rate),
    }


def _deliver(promises: list[Contribution], people: People) -> int:
    """Write promises with their due days and what came of them; return how many entries."""
    _insert(Contribution, promises, by=people.owner)
    _insert(Instalment, _due(promises))
    _insert(Event, _told(promises, people))
    entries = 0
    for part in (2, 4):
        chosen = [one for n, one in enumerate(promises) if _comes(one, n % PROMISES, part)]
        entries += _arrive(chosen, part, people)
    return entries


def _comes(promise: Contribution, place: int, part: int) -> bool:
    first = place >= TALK + NOTHING_CAME and promise.state != "proposed"
    return first and promise.amount is not None and (part == 2 or place >= PROMISES - SECOND)


def _due(promises: list[Contribution]) -> Iterator[Instalment]:
    """Yield one day for each, most of them past."""
    for n, one in enumerate(promises):
        day = date(2025, 6, 1) + timedelta(days=7 * (n % 90))
        yield Instalment(contribution=one, position=0, due_on=day, amount=one.amount)


def _told(promises: list[Contribution], people: People) -> Iterator[Event]:
    """Yield the lines of the trail: of each promise that it was written down and promised."""
    for one in promises:
        for code in ("ledger.promise_added", "ledger.promise_made"):
            yield Event(
                code=code,
                subject="ledger.contribution",
                subject_id=str(one.pk),
                at=BEGAN,
                by=people.owner,
            )


def _arrive(promises: list[Contribution], part: int, people: People) -> int:
    """Write a delivery of so large a part of each promise, its evidence and that it was verified,
    or, of a few, doubted.
    """
    came, evidence, steps = list[Delivery](), list[Evidence](), list[DeliveryStep]()
    for n, one in enumerate(promises):
        assert one.rate is not None
        amount = one.amount / part
        valued = {"rate": one.rate, "rate_day": one.rate_day, "rate_source": one.rate_source}
        base_value = kept_value(amount, one.rate)
        given = {"amount": amount, "base_value": base_value, **valued}
        on = date(2025, 7, 1) + timedelta(days=n % 400)
        who = {"recorded_by": people.owner, "recorded_at": BEGAN}
        came.append(
            Delivery(id=uuid4(), contribution=one, on=on, what="Bank transfer", **given, **who)
        )
        by = {"added_by": people.editor, "added_at": BEGAN}
        evidence.append(Evidence(kind="note", title="Bank statement", note="Page 3.", **by))
        of = {"delivery": came[-1], "contribution": one}
        shown = {"evidence": evidence[-1], "by": people.editor, "at": BEGAN}
        steps.append(DeliveryStep(step="evidenced", **shown, **of))
        later = {"at": BEGAN + timedelta(days=1), "by": people.reader, **of}
        if n % 25:
            counted = {"counted": amount, "base_counted": base_value}
            steps.append(DeliveryStep(step="verified", **counted, **later))
        else:
            why = {"reason": "Not on the statement.", "answer_by": date(2027, 1, 1)}
            steps.append(DeliveryStep(step="disputed", **why, **later))
    _insert(Delivery, came)
    _insert(Evidence, evidence)
    _insert(DeliveryStep, steps)
    _follow(promises)
    return len(came) + len(steps)


def _follow(promises: list[Contribution]) -> None:
    """Bring the sums of promises, and their state, to what came of them and its steps add up to."""

    def total(rows: QuerySet[Any], what: Any) -> Any:
        of = rows.filter(contribution=OuterRef("pk")).order_by().values("contribution")
        return Coalesce(Subquery(of.annotate(total=what).values("total")), Decimal(0))

    unrated = Delivery.objects.filter(amount__isnull=False, base_value=None)
    sums = {
        "verified": total(DeliveryStep.objects.all(), Sum("counted")),
        "base_came": total(Delivery.objects.all(), Sum("base_value")),
        "base_verified": total(DeliveryStep.objects.all(), Sum("base_counted")),
        "came_unrated": total(unrated, Count("pk")),
    }
    for several in _batches((one.pk for one in promises), 500):
        rows = Contribution.objects.filter(pk__in=several)
        rows.update(**sums)
        rows.filter(verified__gt=0).update(state="part_delivered")


def _count() -> None:
    """Let the database count its rows, as one that has worked for years has done."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
