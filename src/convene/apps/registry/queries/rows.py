"""One row of a table as an organisation, or everything that is wrong with it, naming the value."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.models import LONGEST_NAME, LONGEST_NUMBER, AtRisk, NameKind, State
from convene.apps.registry.queries import shelf
from convene.core import writing
from convene.core.identifiers import begins
from convene.core.organisations import Content, Number, OtherName, each_once, number

SHORT = 60
NO_NUMBER = _("“%(value)s” is no number of a register.")
YES = frozenset(
    (
        *("yes", "y", "true", "t", "1", "sí", "si", "s", "verdadero", "oui", "o", "vrai"),
        *("ja", "wahr", "sim", "да", "نعم"),
    )
)
NO = frozenset(
    (
        *("no", "n", "false", "f", "0", "falso", "non", "faux"),
        *("nein", "falsch", "nee", "não", "nao", "нет", "لا"),
    )
)
NOT_SAID = frozenset(
    (
        *("?", "-", "–", "—", "n/a", "na", "n.a.", "n/d", "n.d.", "s/d", "n.c.", "tbd", "null"),
        *("unknown", "not known", "not available", "not applicable", "none"),
        *("desconocido", "no disponible", "no aplica", "desconhecido"),
        *("inconnu", "non disponible", "non renseigné", "unbekannt", "неизвестно"),
    )
)
"""What people write into a cell that says nothing; an empty one says as much."""
GUARDED = ("name", "at_risk")
"""Columns whose cells are never set aside: nobody is without a name, and none loses its protection
over a word.
"""


class Wrong(ValueError):
    """What is wrong with one cell, in a sentence that names its value."""

    def __init__(self, why: str | Promise, text: str = "", **more: object) -> None:
        super().__init__(str(why) % {"value": shown(text), **more})
        self.value = text


class NotHere(Wrong):
    """The organisation that a cell names is not here."""


class Partly(Wrong):
    """Some of several values in a cell are wrong; those that are not are `kept`."""

    def __init__(self, kept: tuple[Any, ...], wrong: Wrong) -> None:
        ValueError.__init__(self, str(wrong))
        self.kept, self.value = kept, wrong.value


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with a cell: its column, the value that is no good, and why. A cell that is
    `aside` leaves its row as if it were empty; any other keeps the row out.
    """

    column: str
    value: str
    why: str
    aside: bool


@dataclass(frozen=True, kw_only=True)
class Read:
    """A row as read: what it says, none where a fault keeps it out, and everything that is wrong
    with its cells.
    """

    content: Content | None
    faults: tuple[Fault, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the row cannot come."""
        return tuple(fault.why for fault in self.faults if not fault.aside)


Reader = Callable[[str], Any]


def read(values: Mapping[str, str], *, parent: Reader | None = None) -> Read:
    """Return the organisation of a row: a cell that cannot be read is set aside and named, and
    keeps the row out only in a column of GUARDED. Every fault is named at once.

    `parent` reads what the row belongs to, where that may be elsewhere than among the organisations
    that are here.
    """
    readers = READERS | ({"parent": parent} if parent else {})
    cells, faults = read_cells(values, readers=readers, guarded=GUARDED)
    if not all(fault.aside for fault in faults):
        return Read(content=None, faults=faults)
    others = [
        OtherName(text=text, kind=kind.value)
        for column, kind in OTHERS.items()
        for text in cells.pop(column)
    ]
    return Read(content=Content(**cells, other_names=tuple(others)), faults=faults)


def read_cells(
    values: Mapping[str, str], *, readers: Mapping[str, Reader], guarded: Collection[str]
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return what the cells of a row say, and what is wrong with them: a cell that cannot be read
    is set aside, but in a `guarded` column.
    """
    cells: dict[str, Any] = {}
    faults = []
    for column, reader in readers.items():
        text = values.get(column, "").strip()
        try:
            cells[column] = reader(text if column == "name" or says_something(text) else "")
        except Wrong as wrong:
            aside = column not in guarded
            faults.append(Fault(column=column, value=wrong.value, why=str(wrong), aside=aside))
            cells[column] = (
                wrong.kept if isinstance(wrong, Partly) else reader("") if aside else None
            )
    return cells, tuple(faults)


def says_something(text: str) -> bool:
    """Say whether a cell holds more than a word for nothing."""
    return text.casefold() not in NOT_SAID


def shown(value: str) -> str:
    """Return a cell as a sentence can quote it."""
    tidied = writing.tidy(value)
    return tidied if len(tidied) <= SHORT else f"{tidied[: SHORT - 1]}…"


def name(text: str) -> str:
    """Return a name as it is kept. Raises Wrong."""
    tidied = writing.tidy(text)
    if not tidied:
        raise Wrong(_("The name is missing."))
    if not writing.says_something(tidied):
        raise Wrong(_("“%(value)s” is no name: it has no letter and no digit."), text)
    return at_most(LONGEST_NAME, tidied, text)


def at_most(most: int, tidied: str, text: str) -> str:
    """Return a text that fits. Raises Wrong where it is longer, for nothing is cut in silence."""
    if len(tidied) > most:
        raise Wrong(_("“%(value)s” is longer than %(most)s characters."), text, most=most)
    return tidied


def each_of(reader: Callable[[str], Any]) -> Reader:
    """Return what reads several values with semicolons between them, each once. Raises Partly."""

    def read_each(text: str) -> tuple[Any, ...]:
        values, wrong = [], None
        for part in text.split(";"):
            try:
                values += [reader(part.strip())] if part.strip() else []
            except Wrong as why:
                wrong = wrong or why
        kept = tuple(dict.fromkeys(values))
        if wrong:
            raise Partly(kept, wrong)
        return kept

    return read_each


def _number(text: str) -> Number:
    parsed = number(text, schemes=words.schemes())
    if parsed is None and begins(text, schemes=words.schemes()):
        raise Wrong(NO_NUMBER, text)
    if parsed is None:
        raise Wrong(
            _("“%(value)s” does not start with a register we know, as GB-COH-01234567 does."), text
        )
    at_most(LONGEST_NUMBER, parsed.value, text)
    return parsed


def _numbers(text: str) -> tuple[Number, ...]:
    """Read several numbers with semicolons between them, each once, however it is spelt. Raises
    Partly.
    """
    try:
        return each_once(each_of(_number)(text))
    except Partly as wrong:
        wrong.kept = each_once(wrong.kept)
        raise


def register_number(text: str, *, register: str) -> str:
    """Return a number as it is kept, without the code of its register. Raises Wrong."""
    parsed = number(text, schemes=words.schemes(), register=register)
    if parsed is None:
        raise Wrong(NO_NUMBER, text)
    if parsed.scheme != register:
        raise Wrong(
            _("“%(value)s” begins with another register, %(register)s."),
            text,
            register=parsed.scheme,
        )
    return at_most(LONGEST_NUMBER, parsed.value, text)


def language(text: str) -> str:
    """Return the code of a language. Raises Wrong."""
    plain = text.isascii() and text.replace("-", "").isalnum() and text[:2].isalpha()
    if text and not (plain and 2 <= len(text) <= 10):
        raise Wrong(_("“%(value)s” is no code of a language, as es or pt-BR are."), text)
    return text


def one_of(
    column: str,
    among: Callable[[], Mapping[str, str]],
    *,
    blank: str = "",
    called: Mapping[str, str] | None = None,
) -> Reader:
    """Return what reads a code, or its word, of a list; or in place of the English words of an
    organisation's list, what else its codes are `called`.
    """

    def reader(text: str) -> str:
        if not text:
            return blank
        english = words.in_english(among(), kind=column) if called is None else {}
        try:
            return (called or {}).get(text.casefold()) or words.code(
                text, among=among(), english=english
            )
        except words.Unknown:
            raise Wrong(
                _("“%(value)s” is not in the list for “%(column)s”."), text, column=column
            ) from None

    return reader


def country(text: str) -> str:
    """Return the code of a country. Raises Wrong."""
    try:
        return words.country(text) if text else ""
    except words.Unknown:
        raise Wrong(_("“%(value)s” is no country we know."), text) from None


def _yes_or_no(text: str) -> bool | None:
    if text and text.casefold() not in YES | NO:
        raise Wrong(_("“%(value)s” should be yes, no or empty."), text)
    return text.casefold() in YES if text else None


def parent(text: str) -> UUID | None:
    """Return the one organisation that a name, a number or the address of a page stands for. Raises
    Wrong.
    """
    return the_one(text, shelf.called_by([text]).get(text, ())) if text else None


def the_one(text: str, ids: Sequence[UUID]) -> UUID:
    """Return the one organisation that a text stands for. Raises NotHere, and Wrong where there are
    several.
    """
    if not ids:
        raise NotHere(_("No organisation here is called “%(value)s” yet."), text)
    if len(ids) > 1:
        raise Wrong(
            _("More than one organisation is called “%(value)s”; give the address of its page."),
            text,
        )
    return ids[0]


def _states() -> dict[str, str]:
    return {value: str(label) for value, label in State.choices if value != State.MERGED}


def _risks() -> dict[str, str]:
    return {value: str(label) for value, label in AtRisk.choices}


def _both() -> dict[str, str]:
    return {"yes": gettext("Yes"), "no": gettext("No")}


OTHERS = {"other_names": NameKind.ALIAS, "former_names": NameKind.FORMER}
READERS: dict[str, Reader] = {
    "name": name,
    "language": language,
    "other_names": each_of(name),
    "former_names": each_of(name),
    "identifiers": _numbers,
    "kind": one_of("kind", words.kinds),
    "iati_type": one_of("iati_type", words.iati_types),
    "country": country,
    "sector": one_of("sector", words.sectors),
    "state_owned": _yes_or_no,
    "extractive": _yes_or_no,
    "at_risk": one_of("at_risk", _risks, blank=AtRisk.NONE.value),
    "state": one_of("state", _states, blank=State.CANDIDATE.value),
    "parent": parent,
}
"""How each column of a table is read."""
COLUMNS = tuple(READERS)
Choices = Mapping[str, Callable[[], Mapping[str, str]]]
CHOICES: Choices = {
    "kind": words.kinds,
    "iati_type": words.iati_types,
    "country": words.countries,
    "sector": words.sectors,
    "state_owned": _both,
    "extractive": _both,
    "at_risk": _risks,
    "state": _states,
}
"""Columns that hold one of a list, each with its codes and their words."""
SEVERAL = ("other_names", "former_names", "identifiers", "numbers")
"""Columns whose cells hold several values, with semicolons between them."""
