"""The columns of a workbook, out and in: what each is called, what it is for, and whether a file
may change it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.bookkeeping.words import DELIVERIES, PROMISES
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.words import Column as Counted
from convene.apps.ledger.words import State, YesNo
from convene.packs import codelists, guide

Choices = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. One that is `only_read` goes out, and is never changed by a file; one that is
    `only_written` goes out empty, and says something of the change itself.
    """

    code: str
    title: str | Promise
    about: str | Promise = ""
    choices: Choices | None = None
    only_read: bool = False
    only_written: bool = False


TALK = (State.PROPOSED, State.ASK)
"""States that a file may bring a promise into; the others are a person's act on a page."""
FLAGS = ("is_estimate", "is_parallel", "is_shared")


def _yes_or_no() -> Mapping[str, Any]:
    return {choice.value: choice.label for choice in YesNo}


def _kinds() -> Mapping[str, Any]:
    return {kind.id: kind.title for kind in guide().contributions}


def _methods() -> Mapping[str, Any]:
    return {method.id: gettext(method.title) for method in codelists.valuation_methods().values()}


def _states() -> Mapping[str, Any]:
    return {state.value: state.label for state in State}


def _counted() -> Mapping[str, Any]:
    return {column.value: column.label for column in Counted}


def _answer(code: str) -> Column:
    label = getattr(Contribution._meta.get_field(code), "verbose_name", code)
    return Column(code=code, title=label, choices=_yes_or_no)


_AMOUNT = _("Digits, such as 1234.56; it is never rounded, and what could be two is asked back.")
_DAY = _("A day, such as 2026-10-30.")
_ID = _("Which record it is. Leave it empty in a new row.")
_VERSION = _("As of which change of it this went out. Leave it empty in a new row.")
_RATE = _("Units of the alliance's currency for one unit of this one; empty for that currency.")
OF_PROMISES: tuple[Column, ...] = (
    Column(code="id", title=_("Key"), about=_ID),
    Column(code="version", title=_("Version"), about=_VERSION),
    Column(
        code="partner",
        title=_("Who"),
        about=_("A partner of this alliance, by its name here. It stays whose it is."),
    ),
    Column(code="title", title=_("What")),
    Column(code="kind", title=_("Kind of contribution"), choices=_kinds),
    Column(code="column", title=_("Counted as"), choices=_counted),
    Column(
        code="state",
        title=_("State"),
        about=_("A file brings a promise no further than proposed; the rest is done on its page."),
        choices=_states,
    ),
    Column(code="amount", title=_("Amount"), about=_AMOUNT),
    Column(code="currency", title=_("Currency"), about=_("Three letters, such as KES.")),
    Column(code="quantity", title=_("Quantity"), about=_AMOUNT),
    Column(code="unit", title=_("Unit")),
    Column(code="unit_value", title=_("Value of one"), about=_AMOUNT),
    Column(code="method", title=_("How it is valued"), choices=_methods),
    Column(code="method_note", title=_("What the value rests on")),
    Column(code="is_estimate", title=_("It is an estimate"), choices=_yes_or_no),
    Column(code="rate", title=_("Rate"), about=_RATE),
    Column(code="rate_day", title=_("Day of the rate"), about=_DAY),
    Column(code="rate_source", title=_("Source of the rate")),
    Column(
        code="due",
        title=_("Due"),
        about=_("A line for each day: 2026-10-30 | 1234.56 | what for. The last two may be left."),
    ),
    Column(
        code="passed_on_from",
        title=_("Passed on from"),
        about=_("The key of the promise whose money this passes on."),
    ),
    Column(code="is_parallel", title=_("A parallel investment"), choices=_yes_or_no),
    Column(code="is_shared", title=_("Other partners may see it"), choices=_yes_or_no),
    *(_answer(code) for code in ANSWERS),
    Column(
        code="reason",
        title=_("Why it is amended"),
        about=_("Only for a change of what was promised already."),
        only_written=True,
    ),
    Column(
        code="signatory",
        title=_("Who signed for the partner"),
        about=_("Only for a change of what was promised already."),
        only_written=True,
    ),
    Column(code="agreed_on", title=_("Promised on"), only_read=True),
    Column(code="verified", title=_("Delivered and verified"), only_read=True),
    Column(code="base_value", title=_("Value in the base currency"), only_read=True),
    Column(code="ended_because", title=_("Why it ended"), only_read=True),
)
OF_DELIVERIES: tuple[Column, ...] = (
    Column(code="id", title=_("Key"), about=_ID),
    Column(
        code="version",
        title=_("Version"),
        about=_("How many steps were taken with it. Leave it empty in a new row."),
    ),
    Column(
        code="promise",
        title=_("Of which promise"),
        about=_("The key of a promise, or its title where no other has the same."),
    ),
    Column(code="on", title=_("Came on"), about=_DAY),
    Column(code="what", title=_("What came")),
    Column(code="amount", title=_("Amount"), about=_("In the currency of the promise.")),
    Column(code="quantity", title=_("Quantity"), about=_AMOUNT),
    Column(
        code="due_on",
        title=_("Of what was due on"),
        about=_("A day on which something of the promise is due. May be empty."),
    ),
    Column(code="rate", title=_("Rate"), about=_("That of the promise where it is empty.")),
    Column(code="rate_day", title=_("Day of the rate"), about=_DAY),
    Column(code="rate_source", title=_("Source of the rate")),
    Column(code="partner", title=_("Who"), only_read=True),
    Column(code="promise_title", title=_("What was promised"), only_read=True),
    Column(code="currency", title=_("Currency"), only_read=True),
    Column(
        code="stands",
        title=_("Where it stands"),
        about=_("Evidence, checks and disputes are a person's act, on its page."),
        only_read=True,
    ),
    Column(code="base_value", title=_("Value in the base currency"), only_read=True),
)
SHEETS: Mapping[str, tuple[Column, ...]] = {PROMISES: OF_PROMISES, DELIVERIES: OF_DELIVERIES}
KEYS = ("id", "version")
EDITED: Mapping[str, tuple[str, ...]] = {
    sheet: tuple(
        column.code
        for column in columns
        if not (column.only_read or column.only_written or column.code in KEYS)
    )
    for sheet, columns in SHEETS.items()
}
"""What of a sheet is said of the record, and may be changed by a file."""
READ: Mapping[str, tuple[str, ...]] = {
    sheet: tuple(column.code for column in columns if column.only_read)
    for sheet, columns in SHEETS.items()
}


def called(sheet: str) -> Mapping[str, Any]:
    """Return what each column of a sheet is called."""
    return {column.code: column.title for column in SHEETS[sheet]}
