"""Lists of members as loads: whoever loads one says which list it is, of which day and under which
licence. One list is one load: a newer export takes the place of the former one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from convene.core.records import Origin
from convene.core.writing import fold
from convene.feeds import FeedError, records
from convene.feeds.members.read import question
from convene.feeds.opening import Opened

if TYPE_CHECKING:  # loads imports this module
    from convene.corpus.loads import Load

FORM = "members"
Question = Literal["Q2", "Q3"]
QUESTIONS: tuple[Question, ...] = ("Q2", "Q3")
"""The guide's questions that a list of members may help to answer."""

INTEREST: Question = "Q3"
"""What a list answers of which nobody says more: who joined something has shown an interest."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What whoever loads a list of members says of it; what is empty, the file's form may tell."""

    list: str
    date: str = ""
    """The day the list is of, ISO 8601."""
    licence: str = ""
    publisher: str = ""
    question: Question | Literal[""] = ""


class Cited(NamedTuple):
    """What a citation of a list says, and the question that it helps to answer."""

    origin: Origin
    question: Question


def check(listing: Listing | None, *, form: str, name: str) -> None:
    """Raise FeedError where a list of members has no name, or another form has one."""
    if form == FORM and not (listing and listing.list.strip()):
        raise FeedError(f"{name}: this is a list of members; say which one with --list")
    if form != FORM and listing:
        raise FeedError(f"{name}: only a list of members has a name of its own (--as {FORM})")


def source(listing: Listing) -> str:
    """Return the name of the load of a list, which is the same for each of its exports."""
    called = " ".join(fold(listing.list).split())
    words = re.sub(r"[^a-z0-9]+", "-", called).strip("-")[:40]
    key = sha256(f"{FORM} {called}".encode()).hexdigest()[:8]
    return "-".join(part for part in (FORM, words, key) if part)


def cited(listing: Listing, opened: Opened, *, before: "Load | None") -> Cited:
    """Return how the list is cited: first by what whoever loads it says. Raises FeedError where an
    export of a later day is loaded.
    """
    of_table = records.origin(opened.path, form=FORM)
    origin = Origin(
        publisher=listing.publisher or of_table.publisher,
        title=" ".join(listing.list.split()),
        licence=listing.licence or of_table.licence,
        date=listing.date or of_table.date,
        address=opened.address,
    )
    if before and origin.date and before.date and origin.date < before.date:
        raise FeedError(
            f"{opened.name}: it is of {origin.date}, and the list “{before.title}” is loaded as of "
            f"{before.date}; to go back, let that one go: convene corpus forget {before.source}"
        )
    return Cited(origin, listing.question or _question(question(opened.path)))


def _question(told: str) -> Question:
    return next((each for each in QUESTIONS if each == told), INTEREST)


def is_as_before(before: "Load", cited: Cited) -> bool:
    """Say whether a list is cited as it was, so that an unchanged file need not be read again."""
    was = (before.publisher, before.title, before.licence, before.date, before.question)
    now = cited.origin
    return was == (now.publisher, now.title, now.licence, now.date, cited.question)


def replaced(before: "Load") -> str:
    """Say in one sentence what a newer export took the place of."""
    day = f"of {before.date}" if before.date else f"loaded on {before.loaded_at[:10]}"
    count = f"{before.activities:,} member{'' if before.activities == 1 else 's'}"
    return f"It takes the place of the export {day} ({before.name}, {count})."


def check_only(earlier: Iterable["Load"], *, listing: Listing | None, name: str) -> None:
    """Raise FeedError where one command loads a second file as the same list."""
    if listing and (taken := next(iter(earlier), None)):
        raise FeedError(
            f"{name}: {taken.name} was just loaded as the list “{taken.title}”; one list is one file"
        )
