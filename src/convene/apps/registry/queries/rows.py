"""One row of a table as an organisation, or everything that is wrong with it, naming the value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from convene.apps.registry import words
from convene.apps.registry.models import LONGEST_NAME, LONGEST_NUMBER, AtRisk, NameKind, State
from convene.apps.registry.queries import shelf
from convene.core import writing
from convene.core.organisations import Content, Number, OtherName, number

COLUMNS = (
    "name",
    "language",
    "other_names",
    "former_names",
    "identifiers",
    "kind",
    "iati_type",
    "country",
    "sector",
    "state_owned",
    "extractive",
    "at_risk",
    "state",
    "parent",
)
SHORT = 60
YES = frozenset(("yes", "true", "1", "sí", "si", "oui"))
NO = frozenset(("no", "false", "0", "non"))


class Wrong(ValueError):
    """What is wrong with one cell, in a sentence that names its value."""


class NotHere(Wrong):
    """The organisation that a cell names is not here."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """A row as read: what it says, or the sentences that say why not."""

    content: Content | None
    problems: tuple[str, ...] = ()


Reader = Callable[[str], object]


def read(values: Mapping[str, str], *, parent: Reader | None = None) -> Read:
    """Return the organisation of a row, whole or not at all: every fault of the row is named at
    once.

    `parent` reads what the row belongs to, where that may be elsewhere than among the organisations
    that are here.
    """
    problems: list[str] = []
    readers = READERS | ({"parent": ("parent", parent)} if parent else {})

    def cell(column: str, reader: Reader) -> object:
        try:
            return reader(values.get(column, "").strip())
        except Wrong as wrong:
            problems.append(str(wrong))
            return None

    found = {field: cell(column, reader) for field, (column, reader) in readers.items()}
    if problems:
        return Read(content=None, problems=tuple(problems))
    others = (
        *_others(found.pop("other_names"), NameKind.ALIAS),
        *_others(found.pop("former_names"), NameKind.FORMER),
    )
    content = Content(name="", other_names=others)
    return Read(content=replace(content, **found))  # type: ignore[arg-type]  # read as fields


def _others(texts: object, kind: NameKind) -> tuple[OtherName, ...]:
    assert isinstance(texts, tuple)
    return tuple(OtherName(text=text, kind=kind.value) for text in texts)


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
        raise Wrong(
            _("“%(value)s” is no name: it has no letter and no digit.") % {"value": shown(text)}
        )
    if len(tidied) > LONGEST_NAME:
        raise Wrong(
            _("“%(value)s” is longer than %(most)s characters.")
            % {"value": shown(text), "most": LONGEST_NAME}
        )
    return tidied


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name(part) for part in text.split(";") if part.strip()))


def _numbers(text: str) -> tuple[Number, ...]:
    return tuple(dict.fromkeys(_number(part.strip()) for part in text.split(";") if part.strip()))


def _number(text: str) -> Number:
    found = number(writing.tidy(text), schemes=tuple(words.schemes()))
    if found is None:
        raise Wrong(
            _("“%(value)s” does not start with a register we know, as GB-COH-01234567 does.")
            % {"value": shown(text)}
        )
    return Number(scheme=found.scheme, value=register_number(found.value))


def register_number(text: str) -> str:
    """Return a number of a register as it is kept: without spaces. Raises Wrong."""
    tidied = writing.tidy(text).replace(" ", "")
    if not writing.says_something(tidied):
        raise Wrong(_("“%(value)s” is no number of a register.") % {"value": shown(text)})
    if len(tidied) > LONGEST_NUMBER:
        raise Wrong(
            _("“%(value)s” is longer than %(most)s characters.")
            % {"value": shown(text), "most": LONGEST_NUMBER}
        )
    return tidied


def _language(text: str) -> str:
    if text and not (
        2 <= len(text) <= 10
        and text.replace("-", "").isalnum()
        and text.isascii()
        and text[:2].isalpha()
    ):
        raise Wrong(
            _("“%(value)s” is no code of a language, as es or pt-BR are.") % {"value": shown(text)}
        )
    return text


def _of(column: str, among: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    def reader(text: str) -> str:
        try:
            return (
                words.code(text, among=among(), english=words.in_english(among(), kind=column))
                if text
                else ""
            )
        except words.Unknown:
            raise Wrong(
                _("“%(value)s” is not in the list for “%(column)s”.")
                % {"value": shown(text), "column": column}
            ) from None

    return reader


def _country(text: str) -> str:
    try:
        return words.country(text) if text else ""
    except words.Unknown:
        raise Wrong(_("“%(value)s” is no country we know.") % {"value": shown(text)}) from None


def _yes_or_no(text: str) -> bool | None:
    if not text:
        return None
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise Wrong(_("“%(value)s” should be yes, no or empty.") % {"value": shown(text)})


def _at_risk(text: str) -> str:
    return (
        _of("at_risk", lambda: {str(value): str(label) for value, label in AtRisk.choices})(text)
        or AtRisk.NONE.value
    )


def _state(text: str) -> str:
    open_states = {
        str(value): str(label) for value, label in State.choices if value != State.MERGED
    }
    return _of("state", lambda: open_states)(text) or State.CANDIDATE.value


def parent(text: str) -> UUID | None:
    """Return the one organisation that a name, a number or the address of a page stands for. Raises
    Wrong.
    """
    return the_one(text, shelf.called_by([text]).get(text, ())) if text else None


def the_one(text: str, found: Sequence[UUID]) -> UUID:
    """Return the one organisation that a text stands for. Raises NotHere, and Wrong where there are
    several.
    """
    if not found:
        raise NotHere(_("No organisation here is called “%(value)s” yet.") % {"value": shown(text)})
    if len(found) > 1:
        raise Wrong(
            _("More than one organisation is called “%(value)s”; give the address of its page.")
            % {"value": shown(text)}
        )
    return found[0]


READERS: dict[str, tuple[str, Reader]] = {
    "name": ("name", name),
    "language": ("language", _language),
    "other_names": ("other_names", _names),
    "former_names": ("former_names", _names),
    "identifiers": ("identifiers", _numbers),
    "kind": ("kind", _of("kind", words.kinds)),
    "iati_type": ("iati_type", _of("iati_type", words.iati_types)),
    "country": ("country", _country),
    "sector": ("sector", _of("sector", words.sectors)),
    "state_owned": ("state_owned", _yes_or_no),
    "extractive": ("extractive", _yes_or_no),
    "at_risk": ("at_risk", _at_risk),
    "state": ("state", _state),
    "parent": ("parent", parent),
}
