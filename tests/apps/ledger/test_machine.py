"""Whatever people do with promises, in whatever order, and press twice: sums add up, nobody passes
their own work, and nothing counts twice. On both engines.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from convene.apps.accounts.models import Role, User
from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.board import board
from convene.apps.ledger.words import BINDING, State, Step
from convene.apps.portfolio.queries.alliances import rows
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import members
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from tests.apps.ledger.people import JOINED, Table, cash, due, promised, shown, table
from tests.apps.registry.people import organisation, person

pytestmark = pytest.mark.django_db
REFUSALS = (
    actions.BadAmount,
    actions.Fixed,
    actions.Lacks,
    actions.NoEvidence,
    actions.NotIndependent,
    actions.NotNow,
    actions.OtherContent,
    actions.Stopped,
)
SOON = timezone.localdate() + timedelta(days=30)
MUCH = 4
"""How much was done before organisations change: else little comes about at all."""
AMOUNTS = st.decimals("0.0001", "1000", places=4)
NAMES = st.sampled_from(("olga", "edith", "vera", "ravi"))
PICKED = st.integers(0, 50)


class Machine(RuleBasedStateMachine):
    """An alliance with one cleared private partner; what one example does is taken back."""

    there: ClassVar[Table]
    twin: ClassVar[Organisation]
    """The same bank, written down a second time; Ravi works for it."""
    ada: ClassVar[User]

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.done = 0
        self.again: Callable[[], object] | None = None
        for amount in ("400", "300"):
            shown(promised(self.there, cash(amount)), self.there, "250")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def who(self, name: str) -> User:
        return User.objects.get(pk=getattr(self.there, name).pk)

    def promise(self, picked: int) -> Contribution:
        every = list(Contribution.objects.order_by("added_at", "pk"))
        return every[picked % len(every)]

    def came(self, picked: int) -> Delivery:
        every = list(Delivery.objects.order_by("recorded_at", "pk"))
        return every[picked % len(every)]

    def take(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember it to be pressed again."""
        try:
            with transaction.atomic():
                act()
        except REFUSALS:
            self.again = None
        else:
            self.done += 1
            self.again = act

    @rule(amount=AMOUNTS)
    def propose(self, amount: Decimal) -> None:
        key, line = uuid4(), due(str(amount))
        alliance, partner, by = self.there.alliance, self.there.partner, self.who("olga")
        partner = Partner.objects.get(pk=partner.pk)
        terms = cash(str(amount))
        self.take(
            lambda: actions.add(alliance, id=key, partner=partner, terms=terms, lines=[line], by=by)
        )

    @rule(picked=PICKED)
    def commit(self, picked: int) -> None:
        promise = self.promise(picked)
        by = self.who("olga")
        self.take(lambda: actions.commit(promise, agreed_on=JOINED, by=by))
        self.again = None  # it says a day, and is refused once it is promised

    @rule(picked=PICKED, amount=AMOUNTS, name=NAMES)
    def record(self, picked: int, amount: Decimal, name: str) -> None:
        promise = self.promise(picked)
        key, by = uuid4(), self.who(name)
        said: dict[str, Any] = {"id": key, "on": JOINED, "what": "Transfer", "amount": amount}
        if by.has_perm("ledger.record_delivery", promise):
            self.take(lambda: actions.record(promise, **said, by=by))

    @rule(picked=PICKED, name=NAMES)
    def evidence(self, picked: int, name: str) -> None:
        came = self.came(picked)
        by = self.who(name)
        if by.has_perm("ledger.record_delivery", came.contribution):
            self.take(lambda: actions.add_note(came, title="Statement", note="P. 3", by=by))
            self.again = None  # a note twice is two notes

    @rule(picked=PICKED, name=NAMES)
    def verify(self, picked: int, name: str) -> None:
        came = self.came(picked)
        self.take(lambda: actions.verify(came, by=self.who(name)))

    @rule(picked=PICKED, name=NAMES)
    def dispute(self, picked: int, name: str) -> None:
        came = self.came(picked)
        doubt: dict[str, Any] = {"reason": "A copy.", "answer_by": SOON}
        self.take(lambda: actions.dispute(came, **doubt, by=self.who(name)))

    @rule(picked=PICKED, name=st.sampled_from(("olga", "edith")))
    def answer(self, picked: int, name: str) -> None:
        came = self.came(picked)
        self.take(lambda: actions.answer_dispute(came, reason="No.", by=self.who(name)))

    @rule(picked=PICKED, name=NAMES, arrived=st.booleans())
    def settle(self, picked: int, name: str, arrived: bool) -> None:
        came = self.came(picked)
        self.take(lambda: actions.settle(came, came=arrived, reason="Seen.", by=self.who(name)))

    @precondition(lambda self: self.done > MUCH)
    @rule(picked=PICKED)
    def take_back(self, picked: int) -> None:
        came = self.came(picked)
        self.take(lambda: actions.take_back(came, reason="Twice.", by=self.who("olga")))

    @rule(picked=PICKED, amount=AMOUNTS)
    def amend(self, picked: int, amount: Decimal) -> None:
        promise = self.promise(picked)
        signed: dict[str, Any] = {"reason": "Less.", "signatory": "J. Phiri"}
        key, terms, lines = uuid4(), cash(str(amount)), [due(str(amount))]
        by = self.who("olga")
        self.take(lambda: actions.amend(promise, id=key, terms=terms, lines=lines, **signed, by=by))

    @precondition(lambda self: self.done > MUCH)
    @rule(picked=PICKED, state=st.sampled_from((State.CANCELLED, State.WRITTEN_OFF)))
    def end(self, picked: int, state: State) -> None:
        promise = self.promise(picked)
        by = self.who("olga")
        self.take(lambda: actions.end(promise, state=state, reason="Over.", by=by))
        self.again = None

    @precondition(lambda self: self.again is not None)
    @rule()
    def press_again(self) -> None:
        assert self.again is not None
        before = _everything()
        try:
            with transaction.atomic():
                self.again()
        except REFUSALS:
            pass
        assert _everything() == before

    @precondition(lambda self: self.done > MUCH)
    @rule(name=st.sampled_from(("vera", "ravi")))
    def works_for_the_partner(self, name: str) -> None:
        who, bank = self.who(name), self.there.partner.organisation
        if not members.is_of(who, bank, on=timezone.localdate()):
            registry.join(who, organisation=bank, since=date(2026, 1, 1), by=self.ada)
        actions.ask_again(today=timezone.localdate())

    @precondition(lambda self: self.done > MUCH)
    @rule()
    def twins_are_merged(self) -> None:
        twin = Organisation.objects.get(pk=self.twin.pk)
        bank = self.there.partner.organisation
        if twin.merged_into_id is None:
            asked = registry.propose_merge(twin, kept=bank, reason="The same.", by=self.who("olga"))
            registry.confirm_merge(asked, by=self.ada)
        actions.ask_again(today=timezone.localdate())

    @precondition(lambda self: self.done > MUCH)
    @rule()
    def partner_leaves(self) -> None:
        partner = Partner.objects.get(pk=self.there.partner.pk)
        if partner.left_on is None:
            today = timezone.localdate()
            workshop.leave(partner, on=today, because="It was sold.", by=self.who("olga"))

    @invariant()
    def sums_add_up(self) -> None:
        for promise in Contribution.objects.all():
            counted = promise.steps.aggregate(sum=Sum("counted"))["sum"] or 0
            assert promise.verified == counted
            assert 0 <= promise.verified <= (promise.amount or 0)
        for came in Delivery.objects.all():
            steps = list(came.steps.all())
            counted = standing.counted(steps)
            assert 0 <= counted <= (came.amount or 0)
            assert not counted or standing.after(steps) in standing.CHECKED

    @invariant()
    def nobody_passes_their_own_work(self) -> None:
        today = timezone.localdate()
        for came in Delivery.objects.all():
            steps = list(came.steps.all())
            showed = {taken.by_id for taken in steps if taken.step == Step.EVIDENCED}
            doubted = {taken.by_id for taken in steps if taken.step in standing.DOUBTED}
            for taken in steps:
                if taken.step in (*standing.CHECKED, Step.STRUCK):
                    assert taken.by_id != came.recorded_by_id
                if taken.step in (Step.UPHELD, Step.STRUCK):
                    assert taken.by_id not in doubted
            for vouching in standing.checkers(steps):
                assert vouching.pk not in showed or _showed_after(vouching, steps)
                assert not standing.is_of_giver(vouching, came.contribution, on=today)

    @invariant()
    def nothing_counts_twice(self) -> None:
        today = timezone.localdate()
        page = board(self.there.alliance, today=today)
        (line,) = rows([self.there.alliance], today=today)
        assert line.money is not None
        promised = [row for row in page.rows if row.promise.state in BINDING]
        assert line.money.promised == sum(row.promise.base_value or 0 for row in promised)
        assert line.money.verified == sum(row.promise.verified for row in promised)


def _showed_after(vouching: User, steps: list[DeliveryStep]) -> bool:
    """Say whether somebody added evidence only after they had vouched."""
    order = [taken for taken in steps if taken.by_id == vouching.pk]
    first = next(taken for taken in order if taken.step in (*standing.CHECKED, Step.EVIDENCED))
    return first.step in standing.CHECKED


def _everything() -> tuple[Any, ...]:
    return (
        sorted(Contribution.objects.values_list("pk", "verified", "state", "amount", "version")),
        Delivery.objects.count(),
        DeliveryStep.objects.count(),
    )


def test_whatever_people_do_sums_hold_and_nobody_passes_their_own_work():
    Machine.there = table()
    Machine.ada = person("Ada", Role.ADMINISTRATOR)
    Machine.twin = organisation("Heron Savings Bank Ltd", by=Machine.there.olga)
    for reader in (Machine.there.vera, Machine.there.ravi):
        reader.role = Role.BUILDER
        reader.save()
    registry.join(
        Machine.there.ravi, organisation=Machine.twin, since=date(2026, 1, 1), by=Machine.ada
    )
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
