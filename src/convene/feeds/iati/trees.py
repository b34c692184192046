"""A part of a file as records: those whose elements are known by their bytes from these, the others
parsed by libxml2 one by one (ADR 16).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree

from convene.core.records import SetAside
from convene.feeds import xml
from convene.feeds.iati import split
from convene.feeds.iati.draft import Record
from convene.feeds.iati.known import Known
from convene.feeds.iati.split import PARSER, RECORDS, UTF_16, Head, ends, wrapped
from convene.feeds.parts import Aside, Part

BATCH = 256 << 10
"""Bytes of records whose new pieces are parsed at once, about."""
MOST = 500_000
"""Tags that one record may hold."""
SMALLEST = 3
"""Bytes of the smallest tag."""
TOO_LARGE = (
    f"the record is too large to be true: more than {MOST:,} tags or {split.LARGEST >> 20} MB"
)
NAMESPACED = "the record stands in a namespace of its own, where IATI has none, and was not read"

Whole = Callable[[int, etree._Element], Record]  # noqa: SLF001  # the type's only name
"""Makes a record of its line and its element."""


class Cut(NamedTuple):
    """The bytes of one record and its line."""

    line: int
    raw: bytes


def records(
    path: Path, *, part: Part, whole: Whole, aside: Aside, ignored: Counter[str]
) -> Iterator[Record]:
    """Yield the records of a part. One that is broken or too large is set aside."""
    top = split.context(part)
    if top.encoding == UTF_16:
        for element in xml.elements(path, root=top.root, tags=(RECORDS[top.root],)):
            yield whole(cast("int | None", element.sourceline) or 1, element)
    elif part.end - part.start > split.LARGEST + split.PART:
        aside(SetAside(path.name, part.record, TOO_LARGE))
    else:
        raw = _bytes(path, part)
        known = Known.of(top) if top.root == "iati-activities" and split.plain(raw) else None
        for batch in _batches(_cuts(raw, top, name=path.name, line=part.record, aside=aside)):
            read: Iterable[Record | None] = (
                known.records(batch) if known else repeat(None, len(batch))
            )
            for cut, record in zip(batch, read, strict=True):
                if record:
                    yield record
                else:
                    yield from _parsed(
                        cut, top, whole=whole, name=path.name, aside=aside, ignored=ignored
                    )


def _bytes(path: Path, part: Part) -> bytes:
    with path.open("rb") as stream:
        stream.seek(part.start)
        return stream.read(part.end - part.start)


def _cuts(raw: bytes, top: Head, *, name: str, line: int, aside: Aside) -> Iterator[Cut]:
    record = RECORDS[top.root].encode()
    start, begin = 0, b"<" + record
    for end in [*ends(raw, record), len(raw)]:
        first = max(start, raw.find(begin, start, end))
        here = line + raw.count(b"\n", start, first)
        if end - start > SMALLEST * MOST and raw.count(b"<", start, end) > MOST:
            aside(SetAside(name, here, TOO_LARGE))
        elif end > start:
            yield Cut(here, raw[start:end])
        line, start = here + raw.count(b"\n", first, end), end


def _batches(cuts: Iterator[Cut]) -> Iterator[list[Cut]]:
    batch: list[Cut] = []
    size = 0
    for cut in cuts:
        batch.append(cut)
        size += len(cut.raw)
        if size > BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _parsed(
    cut: Cut, top: Head, *, whole: Whole, name: str, aside: Aside, ignored: Counter[str]
) -> Iterator[Record]:
    """Parse a record as a whole, or several without end tags of their own; when it does not parse,
    it is set aside.
    """
    try:
        root = etree.fromstring(wrapped(top, cut.raw), PARSER)
    except etree.XMLSyntaxError as error:
        if cut.raw.strip():
            aside(SetAside(name, cut.line, f"the record is not whole XML: {error.msg}"))
        return
    for element in root.iterchildren(tag=etree.Element):
        if element.tag == RECORDS[top.root]:
            yield whole(cut.line, element)
        elif etree.QName(element).localname == RECORDS[top.root]:
            aside(SetAside(name, cut.line, NAMESPACED, str(etree.QName(element).namespace)[:80]))
        else:
            ignored[str(element.tag)] += 1
