"""A part of a file as trees, one a record: parsed in small batches by libxml2, so that what is parsed stays near the processor (ADR 16)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree

from convene.core.records import SetAside
from convene.feeds import xml
from convene.feeds.iati import split
from convene.feeds.iati.lifted import Lifted
from convene.feeds.iati.split import PARSER, RECORDS, UTF_16, Head, ends, wrapped
from convene.feeds.iati.transactions import Sum
from convene.feeds.parts import Aside, Part

BATCH = 256 << 10
"""Bytes that are parsed at once, about."""
MOST = 500_000
"""Tags that one record may hold."""
SMALLEST = 3
"""Bytes of the smallest tag."""
TOO_LARGE = f"the record is too large to be true: more than {MOST:,} tags or {split.LARGEST >> 20} MB"


class Tree(NamedTuple):
    """One record: the line it starts on, its element, and the runs of transactions that instructions in it stand for, by number."""

    line: int
    element: etree._Element
    runs: Sequence[Sequence[Sum]]


class Cut(NamedTuple):
    """The bytes of one record and its line."""

    line: int
    raw: bytes


def trees(path: Path, *, part: Part, aside: Aside, ignored: Counter[str]) -> Iterator[Tree]:
    """Yield the records of a part. One that is broken or too large is set aside."""
    found = split.context(part)
    if found.encoding == UTF_16:
        for element in xml.elements(path, root=found.root, tags=(RECORDS[found.root],)):
            yield Tree(cast("int | None", element.sourceline) or 1, element, ())
    elif part.end - part.start > split.LARGEST + split.PART:
        aside(SetAside(path.name, part.record, TOO_LARGE))
    else:
        raw = _bytes(path, part)
        lifted = Lifted.of(found) if split.plain(raw) else None
        for batch in _batches(_cuts(raw, found, name=path.name, line=part.record, aside=aside)):
            yield from _parsed(batch, found, lifted=lifted, name=path.name, aside=aside, ignored=ignored)


def _bytes(path: Path, part: Part) -> bytes:
    with path.open("rb") as stream:
        stream.seek(part.start)
        return stream.read(part.end - part.start)


def _cuts(raw: bytes, found: Head, *, name: str, line: int, aside: Aside) -> Iterator[Cut]:
    record = RECORDS[found.root].encode()
    start, begin = 0, b"<" + record
    for end in [*ends(raw, record), len(raw)]:
        at = max(start, raw.find(begin, start, end))
        here = line + raw.count(b"\n", start, at)
        if end - start > SMALLEST * MOST and raw.count(b"<", start, end) > MOST:
            aside(SetAside(name, here, TOO_LARGE))
        elif end > start:
            yield Cut(here, raw[start:end])
        line, start = here + raw.count(b"\n", at, end), end


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


def _parsed(batch: Sequence[Cut], found: Head, *, lifted: Lifted | None, name: str, aside: Aside, ignored: Counter[str]) -> Iterator[Tree]:
    """Parse a batch; when it does not parse, each record by itself, so that only the broken ones are set aside."""
    raw = b"".join(cut.raw for cut in batch)
    short = lifted.shortened(raw) if lifted else raw
    try:
        root = etree.fromstring(wrapped(found, short), PARSER)
    except etree.XMLSyntaxError as error:
        if len(batch) > 1:
            for cut in batch:
                yield from _parsed([cut], found, lifted=lifted, name=name, aside=aside, ignored=ignored)
        elif raw.strip():
            aside(SetAside(name, batch[0].line, f"the record is not whole XML: {error.msg}"))
        return
    records = [element for element in root if element.tag == RECORDS[found.root]]
    ignored.update(str(element.tag) for element in root.iterchildren(tag=etree.Element) if element.tag != RECORDS[found.root])
    runs = lifted.runs if lifted else ()
    lines = [cut.line for cut in batch if cut.raw.strip()]
    if len(lines) != len(records):  # an empty record has no end tag of its own
        lines = [batch[0].line] * len(records)
    for line, element in zip(lines, records, strict=True):
        yield Tree(line, element, runs)
