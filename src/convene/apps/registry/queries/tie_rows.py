"""A table of who stands behind organisations, row by row: whom it would write down, and what is
wrong.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import Import, Organisation, Tie, TieKind, TieRole
from convene.apps.registry.queries import rows, shelf
from convene.apps.registry.queries.names import families
from convene.apps.registry.queries.rows import Choices, Fault, Reader, Wrong
from convene.core import born as births
from convene.core import shares, writing
from convene.core.shares import Share
from convene.core.ties import HOLDING, Who
from convene.feeds.titles import plain
from convene.ground.templatetags.reasons import sentence

BORN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
LONGEST_SOURCE = 1000
DOUBT = _("%(doubt)s: write the year first, or the month as a word.")
SEVERAL = _("“%(value)s” may be any of these: %(names)s. Write the whole name of the one you mean.")
SUM = _("This row sums up others and names nobody.")
PARTIAL = _(
    "“%(value)s” is no whole day, and only days are kept here: write the day, as %(year)s-05-31 is one, or leave the cell empty."
)
SMALL = _(
    "“%(value)s” may be a part of one, as spreadsheets keep it, or per cent: write it with its sign, as 25 %% or 0.25 %%."
)
GUARDED = ("organisation", "name", "role", "kind")
"""Columns that no row does without."""
SUMS = frozenset(
    (
        *("total", "totals", "subtotal", "sub total", "grand total", "sum", "total shares"),
        *("total general", "suma", "subtotales", "totales", "total parcial"),
        *("total general", "sous total", "somme", "totaux", "total acciones", "total parts"),
        *("gesamt", "summe", "soma", "totale", "итого", "всего", "المجموع"),
    )
)
"""What people write before a sum, in plain words."""
ROLES_CALLED = {
    "shareholder": "owner",
    "ubo": "beneficial",
    "ultimate beneficial owner": "beneficial",
    "beneficial owner": "beneficial",
    "board member": "director",
    "key staff": "staff",
    "vessel": "ship",
}
KINDS_CALLED = {
    "individual": "person",
    "natural person": "person",
    "company": "organisation",
    "organization": "organisation",
    "entity": "organisation",
    "legal entity": "organisation",
    "vessel": "ship",
}


@dataclass(frozen=True, kw_only=True)
class TieLine:
    """One row of a table: whom it would write down behind which organisation, or why it cannot."""

    number: int
    name: str
    organisation: Organisation | None = None
    who: Who | None = None
    problems: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    known: bool = False
    """Whether the same stands there already, or in an earlier row."""
    called: str = ""
    """What the table calls the organisation, where that is not its name."""

    @property
    def is_new(self) -> bool:
        return self.who is not None and not self.known

    @property
    def is_doubtful(self) -> bool:
        return self.who is not None and self.known

    @property
    def role(self) -> str:
        return str(TieRole(self.who.role).label) if self.who else ""

    @property
    def share(self) -> str:
        return shares.written(self.who.share) if self.who else ""


def read_share(text: str) -> Share | None:
    """Return a share in per cent. Raises Wrong."""
    try:
        return shares.read(text)
    except ValueError:
        raise Wrong(_("“%(value)s” is no share, as 25, 33.3 or 25–50 are."), text) from None


def read_born(text: str) -> str:
    """Return a day, a month or a year. Raises Wrong."""
    if not text:
        return ""
    if not BORN.fullmatch(text) or births.read(text, on=timezone.localdate()).fault:
        raise Wrong(_("“%(value)s” is no date of birth, as 1970 or 1970-05-31 are."), text)
    return text


def _born(text: str) -> str:
    """Return a date of birth that tables write in more ways than ours, if it can be one day only.
    Raises Wrong.
    """
    meant = births.read(text, on=timezone.localdate())
    if len(meant.days) == len(meant.years) == 1 and not meant.doubt:
        return min(meant.days).isoformat()
    if meant.doubt:
        raise Wrong(DOUBT, text, doubt=sentence(meant.doubt))
    return read_born(text)


def _day(text: str) -> date | None:
    """Return a day, written in any way that can be one day only. Raises Wrong."""
    with suppress(ValueError):
        day = date.fromisoformat(text[:10])
        if day not in births.BLANKS:
            return day
    meant = births.read(text, on=date.max)
    if meant.doubt:
        raise Wrong(DOUBT, text, doubt=sentence(meant.doubt))
    if text and len(meant.days) == 1:
        return min(meant.days)
    if meant.years:
        raise Wrong(PARTIAL, text, year=meant.years[0][0])
    if text:
        raise Wrong(_("“%(value)s” is no day, as 2020-05-31 is."), text)
    return None


def _share(text: str) -> Share | None:
    """Return a share of a table: spreadsheets keep 25 % as 0.25 and show it otherwise. Raises
    Wrong.
    """
    share = read_share(text)
    if share and 0 < share.most <= 1 and "%" not in text:
        raise Wrong(SMALL, text)
    return share


def _roles() -> dict[str, str]:
    return {value: str(label) for value, label in TieRole.choices}


def _kinds() -> dict[str, str]:
    return {value: str(label) for value, label in TieKind.choices}


def _needed(reader: Reader, *, why: Any) -> Reader:
    """Return what reads a cell that must say something."""

    def read_needed(text: str) -> Any:
        if not text:
            raise Wrong(why)
        return reader(text)

    return read_needed


def _text(most: int) -> Reader:
    return lambda text: rows.at_most(most, writing.tidy(text), text)


READERS: dict[str, Reader] = {
    "organisation": rows.parent,
    "name": rows.name,
    "role": _needed(
        rows.one_of("role", _roles, called=ROLES_CALLED), why=_("The role is missing.")
    ),
    "kind": rows.one_of("kind", _kinds, called=KINDS_CALLED),
    "office": _text(200),
    "share": _share,
    "since": _day,
    "until": _day,
    "born": _born,
    "nationality": rows.country,
    "country": rows.country,
    "numbers": rows.each_of(_text(200)),
    "source": _text(LONGEST_SOURCE),
}
COLUMNS = tuple(READERS)
CHOICES: Choices = {
    "role": _roles,
    "kind": _kinds,
    "nationality": rows.CHOICES["country"],
    "country": rows.CHOICES["country"],
}


def lines(source: Import) -> list[TieLine]:
    """Return every row of a table, in order, judged against what is known now."""
    texts = {row["values"].get("organisation", "").strip() for row in source.rows} - {""}
    exact = shelf.called_by(texts)
    here = {**exact, **shelf.spelt({text for text in texts if not exact.get(text)})}
    named = Organisation.objects.prefetch_related("names").in_bulk(
        {id for ids in here.values() for id in ids}
    )
    readers = READERS | {"organisation": _here(here, named)}
    seen = _standing(named)
    return [_line(row, source, readers, named, seen) for row in source.rows]


def _here(called: Mapping[str, list[UUID]], named: Mapping[UUID, Organisation]) -> Reader:
    """Return what reads the organisation of a row. Raises Wrong where it is not the one here, or
    may be one of several.
    """

    def read_here(text: str) -> UUID:
        if not text:
            raise Wrong(_("The organisation is missing."))
        ids = called.get(text, [])
        names = sorted({str(named[id]) for id in ids})
        if len(names) > 1:
            raise Wrong(SEVERAL, text, names="; ".join(names))
        return rows.the_one(text, ids)

    return read_here


def _standing(named: Mapping[UUID, Organisation]) -> set[tuple[UUID, str, str]]:
    """Return who is known to stand behind each of some organisations: in which role, by name."""
    owner = {id: head for head, ids in families(list(named)).items() for id in ids}
    ties = Tie.objects.filter(organisation__in=owner, undone_at=None).select_related("party")
    return {
        (owner[tie.organisation_id], tie.role, writing.fold(writing.tidy(str(tie))))
        for tie in ties.prefetch_related("party__names")
    }


def _line(
    row: Mapping[str, Any],
    source: Import,
    readers: Mapping[str, Reader],
    named: Mapping[UUID, Organisation],
    seen: set[tuple[UUID, str, str]],
) -> TieLine:
    values, number = row["values"], row["number"]
    if _is_sum(values):
        label = values.get("name") or values.get("organisation", "")
        return TieLine(number=number, name=rows.shown(label), problems=(str(SUM),))
    cells, faults = rows.read_cells(values, readers=readers, guarded=GUARDED)
    faults = (*faults, *_at_odds(cells))
    problems = tuple(fault.why for fault in faults if not fault.aside)
    name = rows.shown(values.get("name", ""))
    if problems:
        return TieLine(number=number, name=name, problems=problems, faults=faults)
    organisation = named[cells.pop("organisation")]
    origin = cells.pop("source") or f"{source.file_name}, {number}"
    who = Who(**cells, source=origin[:LONGEST_SOURCE])
    key = (organisation.pk, str(who.role), writing.fold(who.name))
    known = key in seen
    seen.add(key)
    called = values["organisation"].strip()
    return TieLine(
        number=number,
        name=who.name,
        organisation=organisation,
        who=who,
        faults=faults,
        known=known,
        called=""
        if called in {str(organisation), str(organisation.pk)} or "/" in called
        else called,
    )


def _is_sum(values: Mapping[str, str]) -> bool:
    """Say whether a row sums up others: it says so and not who somebody is, or it holds a figure
    and nothing else.
    """
    filled = {column for column, cell in values.items() if cell.strip()}
    labels = {plain(values.get(column, "")) for column in ("organisation", "name")}
    return filled == {"share"} or (bool(labels & SUMS) and not {"role", "kind"} <= filled)


def _at_odds(cells: dict[str, Any]) -> Iterable[Fault]:
    """Yield what does not go together in a row, and set aside what the rest says cannot be."""
    if cells["role"] == TieRole.SHIP:
        cells["kind"] = TieKind.SHIP.value
    elif cells["role"] and cells["kind"] in ("", TieKind.SHIP):
        yield _odd("kind", _("Say whether it is a person or an organisation."), aside=False)
    if cells["share"] and cells["role"] not in HOLDING:
        cells["share"] = None
        yield _odd("share", _("Only an owner has a share."))
    if cells["born"] and cells["kind"] != TieKind.PERSON:
        cells["born"] = ""
        yield _odd("born", _("Only a person is born."))
    if cells["since"] and cells["until"] and cells["until"] < cells["since"]:
        cells["until"] = None
        yield _odd("until", _("This is earlier than the day it began."))


def _odd(column: str, why: Any, *, aside: bool = True) -> Fault:
    return Fault(column=column, value="", why=str(why), aside=aside)


def chosen(lines: Iterable[TieLine], *, anyway: Iterable[int]) -> list[TieLine]:
    """Return the lines to bring in: the new ones, and those known already only where their number
    is in `anyway`.
    """
    wanted = set(anyway)
    return [line for line in lines if line.is_new or (line.who and line.number in wanted)]
