"""Open data about who works with whom, in the forms it is published in, read into records.
`read(path, form=…, aside=…)` is the one way in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Protocol, runtime_checkable

from convene.core.records import Activity, Origin
from convene.feeds import FeedError, json, sources
from convene.feeds.headers import beginning
from convene.feeds.iati import read as iati
from convene.feeds.members import read as members
from convene.feeds.ocds import read as ocds
from convene.feeds.partnerships import read as partnerships
from convene.feeds.parts import Aside, Part
from convene.feeds.payments import read as payments
from convene.feeds.threesixty import read as threesixty
from convene.feeds.values import plain
from convene.packs.read import fit, parse_file

HERE = Path(__file__).parent


class Reader(Protocol):
    """What read.py of each form offers."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Say whether a file looks like this form, by its first bytes and its name."""
        ...

    def read(self, path: Path, *, aside: Aside) -> Iterator[Activity]:
        """Yield the records of one plain file. Raises FeedError when it is of another kind or not
        whole.
        """
        ...

    def origin(self, path: Path) -> Origin:
        """Return what the file itself says of its publisher, licence and day."""
        ...


@runtime_checkable
class Divisible(Reader, Protocol):
    """A form whose files are read in parts, by several processes at once."""

    def parts(self, path: Path) -> Iterator[Part]:
        """Yield the parts of a file in order. Raises FeedError when it is of another kind or not
        whole.
        """
        ...

    def read_part(
        self, path: Path, *, part: Part, aside: Aside, ignored: Counter[str]
    ) -> Iterator[Activity]:
        """Yield the records of one part; what is not read is counted in `ignored`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Source(sources.Source):
    """Who publishes in a form, and what to expect of a file. `gaps` says what such data does not
    cover.
    """

    gaps: str = ""


_READERS: dict[str, Reader] = {
    "iati": iati,
    "360giving": threesixty,
    "ocds": ocds,
    "payments": payments,
    "csv": partnerships,
    "members": members,
}
KEYS_TOLD = 10
FORMS = ("iati", "360giving", "ocds", "payments", "csv", "members")
"""What `--as` takes."""
FOLDERS = {"360giving": "threesixty", "csv": "partnerships"}
"""Where a form's folder is called otherwise than the form."""


def form_of(path: Path) -> str:
    """Return the form of a file by how it starts. Raises FeedError when it is none that is read
    here.
    """
    head = beginning(path)
    if not head:
        raise FeedError(f"{path.name}: the file is empty")
    for form, reader in _READERS.items():
        if reader.recognises(head, path.name):
            return form
    forms = ", ".join(FORMS)
    raise FeedError(
        f"{path.name}: this is none of the forms read here ({forms}){_top(head)}; say which it is with --as"
    )


def _top(head: bytes) -> str:
    """Say which keys stand at the top of a file of JSON; nothing of another."""
    there = ", ".join(f"“{plain(key)[:40]}”" for key in islice(json.keys(head), KEYS_TOLD))
    return f"; at its top stand {there}" if there else ""


def read(path: Path, *, form: str, aside: Aside) -> Iterator[Activity]:
    """Yield the records of one plain file as they are read. Raises FeedError when the file is of
    another kind or not whole.
    """
    yield from _reader(form).read(path, aside=aside)


def divisible(form: str) -> bool:
    """Say whether files of this form can be read in parts."""
    return isinstance(_reader(form), Divisible)


def parts(path: Path, *, form: str) -> Iterator[Part]:
    """Yield the parts of a file of a form that is divisible. Raises FeedError when it is of another
    kind or not whole.
    """
    yield from _divisible(form).parts(path)


def read_part(
    path: Path, *, form: str, part: Part, aside: Aside, ignored: Counter[str]
) -> Iterator[Activity]:
    """Yield the records of one part of a file."""
    yield from _divisible(form).read_part(path, part=part, aside=aside, ignored=ignored)


def origin(path: Path, *, form: str) -> Origin:
    """Return what the file itself says of its publisher, licence and day."""
    return _reader(form).origin(path)


@cache
def source(form: str) -> Source:
    """Return what is known of those who publish in a form."""
    return fit(parse_file(HERE / FOLDERS.get(form, form) / "source.yaml"), Source)


def _divisible(form: str) -> Divisible:
    reader = _reader(form)
    if not isinstance(reader, Divisible):
        raise FeedError(f"files of the form “{form}” are not read in parts")
    return reader


def _reader(form: str) -> Reader:
    if form not in _READERS:
        raise FeedError(f"the form “{form[:40]}” is not known. Known: {', '.join(FORMS)}")
    return _READERS[form]
