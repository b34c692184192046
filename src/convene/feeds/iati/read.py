"""IATI activity and organisation files, versions 1.0x and 2.0x, as records."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from convene.core.records import Activity, Origin, SetAside
from convene.feeds import FeedError
from convene.feeds.iati import activities, organisations
from convene.feeds.iati.activities import Unusable
from convene.feeds.iati.split import RECORDS, context, head, head_of, parts
from convene.feeds.iati.texts import day
from convene.feeds.iati.trees import records
from convene.feeds.parts import Aside, Part

_PUBLISHED = re.compile(r"""generated-datetime\s*=\s*["']([^"']*)["']""")
_READ = {
    "iati-activities": (activities.whole, activities.activity),
    "iati-organisations": (organisations.whole, organisations.organisation),
}


def recognises(start: bytes, name: str) -> bool:
    """Say whether a file looks like IATI by how it starts."""
    try:
        return head_of(start, name=name).root in RECORDS
    except (FeedError, UnicodeDecodeError):
        return b"<iati-activities" in start.replace(
            b"\0", b""
        ) or b"<iati-organisations" in start.replace(b"\0", b"")


def read(path: Path, *, aside: Aside) -> Iterator[Activity]:
    """Yield the records of one file. Raises FeedError when it is of another kind or not whole."""
    for part in parts(path):
        yield from read_part(path, part=part, aside=aside, ignored=Counter())


def read_part(path: Path, *, part: Part, aside: Aside, ignored: Counter[str]) -> Iterator[Activity]:
    """Yield the records of one part of a file; what is not read is counted in `ignored`, by the
    name of the element.
    """
    top = context(part)
    (whole, activity), published = _READ[top.root], _published(top.tag)
    for record in records(path, part=part, whole=whole, aside=aside, ignored=ignored):
        try:
            yield activity(record, published=published, ignored=ignored)
        except Unusable as error:
            aside(SetAside(path.name, record.line, str(error)))


def origin(path: Path) -> Origin:
    """Return what a file says of itself: who reports first in it, and when it was made. Licences
    stand on the registry only.
    """
    top = head(path)
    first = next(iter(read(path, aside=lambda _: None)), None)
    reporter = (
        next((mention.name for mention in first.mentions if mention.role == "reporter"), "")
        if first
        else ""
    )
    made = _published(top.tag)
    return Origin(publisher=reporter, title="", date=made.isoformat() if made else "")


def _published(tag: str) -> date | None:
    said = _PUBLISHED.search(tag)
    return day(said.group(1)) if said else None


__all__ = ["origin", "parts", "read", "read_part", "recognises"]
