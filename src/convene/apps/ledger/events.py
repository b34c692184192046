"""What happens to the book of an alliance, to its promises and to what comes of them."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.words import Column, State, Step, YesNo
from convene.apps.workshop.words import kind_of
from convene.ground.amounts import said
from convene.ground.trail import Field, follow, kind


def _figure(value: Decimal | str) -> str:
    return said(Decimal(value))


OPENED = kind("ledger.book_opened", _("Opened the book in %(base)s."), base=str)
BASE_CHANGED = kind("ledger.base_changed")
follow("ledger.book", base=Field(_("base currency")), rule=Field(_("rule")))

ADDED = kind("ledger.promise_added", _("Wrote down the promise."))
EDITED = kind("ledger.promise_edited")
COMMITTED = kind("ledger.promise_made", _("The partner promised it."))
ANSWERED = kind("ledger.may_count_answered", _("Answered whether it may count."))
AMENDED = kind(
    "ledger.promise_amended",
    _("Amended it for the %(number)s. time: %(reason)s"),
    number=int,
    reason=str,
)
CANCELLED = kind("ledger.promise_cancelled", _("Cancelled it: %(reason)s"), reason=str)
WRITTEN_OFF = kind("ledger.promise_written_off", _("Wrote it off: %(reason)s"), reason=str)

RECORDED = kind("ledger.delivery_recorded", _("Recorded a delivery: %(about)s"), about=str)
HELD = kind(
    "ledger.delivery_held",
    _("Recorded a delivery while the partner is stopped: %(about)s"),
    about=str,
)
STEPS = {
    Step.EVIDENCED: kind("ledger.delivery_evidenced", _("Added evidence: %(about)s"), about=str),
    Step.VERIFIED: kind("ledger.delivery_verified", _("Verified: %(about)s"), about=str),
    Step.DISPUTED: kind("ledger.delivery_disputed", _("Disputed: %(about)s"), about=str),
    Step.ANSWERED: kind("ledger.dispute_answered", _("Answered the dispute: %(about)s"), about=str),
    Step.UPHELD: kind(
        "ledger.dispute_upheld", _("Settled that it was delivered: %(about)s"), about=str
    ),
    Step.STRUCK: kind(
        "ledger.dispute_struck", _("Settled that it was not delivered: %(about)s"), about=str
    ),
    Step.TO_VERIFY: kind(
        "ledger.delivery_to_verify",
        _("To be verified again, as whoever verified it is no longer independent: %(about)s"),
        about=str,
    ),
    Step.REVERSED: kind("ledger.delivery_reversed", _("Took back: %(about)s"), about=str),
}
"""What is told of each step, on the trail of the promise."""

DUE_PROPOSED = kind("ledger.due_proposed", _("Proposed %(day)s as the new day."), day=str)
DUE_MOVED = kind("ledger.due_moved", _("Agreed to %(day)s as the new day."), day=str)
DUE_KEPT = kind("ledger.due_kept", _("Did not agree to %(day)s as the new day."), day=str)

RATES_LOADED = kind(
    "ledger.rates_loaded", _("Loaded %(count)s rates from %(source)s."), count=int, source=str
)


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text))


def _answer(code: str) -> object:
    return YesNo(code).label


def _yes_or_no(is_so: bool) -> object:
    return YesNo.YES.label if is_so else YesNo.NO.label


def _source(key: str) -> str:
    return str(Contribution.objects.filter(pk=key).first() or "")


_FIELDS = {field.name: field for field in Contribution._meta.fields}
_ASKED = {name: _FIELDS[name].verbose_name for name in ANSWERS}

follow(
    "ledger.contribution",
    title=Field(_("what")),
    kind=Field(_("kind"), word=kind_of),
    column=Field(_("counted as"), word=lambda code: Column(code).label),
    state=Field(_("state"), word=lambda code: State(code).label),
    amount=Field(_("amount"), word=_figure),
    currency=Field(_("currency")),
    quantity=Field(_("quantity"), word=_figure),
    unit=Field(_("unit")),
    unit_value=Field(_("value of one"), word=_figure),
    method=Field(_("how it is valued")),
    method_note=Field(_("what the value rests on")),
    rate=Field(_("rate"), word=_figure),
    rate_day=Field(_("day of the rate")),
    rate_source=Field(_("source of the rate")),
    base_value=Field(_("value in the base currency"), word=_figure),
    verified=Field(_("delivered and verified"), word=_figure),
    is_estimate=Field(_("an estimate"), word=_yes_or_no),
    is_parallel=Field(_("a parallel investment"), word=_yes_or_no),
    is_shared=Field(_("other partners see it"), word=_yes_or_no),
    passed_on_from_id=Field(_("money passed on from"), word=_source),
    agreed_on=Field(_("promised on"), word=_day),
    due_on=Field(_("due on"), word=_day, rows=True),
    **{name: Field(question, word=_answer) for name, question in _ASKED.items()},
)
