"""A file divided into parts of whole records, without parsing it: what stands in comments, CDATA
and instructions is no tag (ADR 16).
"""

import codecs
import os
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple, TypeAlias

from lxml import etree

from convene.feeds import FeedError
from convene.feeds.parts import Part

PART = 4 << 20
"""Bytes of a part, about."""
LEAST = 256 << 10
"""Bytes of the last parts."""
LAST = 8
"""Towards the end, a part is this fraction of what is left: so no worker reads long on its own when
the others have nothing left to do.
"""
LARGEST = 32 << 20
"""Bytes of the largest record that is read; also of the largest comment."""
HEAD = 1 << 16
RECORDS = {"iati-activities": "iati-activity", "iati-organisations": "iati-organisation"}
"""What each kind of file holds, by its root."""
UTF_16 = "utf-16"
WIDE = ("utf-16", "utf-32")
STATEFUL = ("iso2022", "hz", "utf-7", "utf_7")
_ROOT = re.compile(rb"""<([^\s/>!?]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DEFAULT = re.compile(r"""\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')""")
"""A namespace for all names: IATI has none, so that names mean the same without it."""
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_CLOSED = re.compile(rb"\s*>")
_SKIPPED = re.compile(rb"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
Raw: TypeAlias = bytes | bytearray
PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,
    collect_ids=False,
)


class Head(NamedTuple):
    """What stands before the records: the root's tag as written, the encoding, and where the
    records start.
    """

    root: str
    tag: str
    encoding: str
    start: int
    line: int

    @property
    def context(self) -> str:
        """What a part needs to be read by itself."""
        return f"{self.encoding}\n{self.tag}"


def context(part: Part) -> Head:
    """Return what a part's context says."""
    encoding, _, tag = part.context.partition("\n")
    return Head(_root(tag.encode()).group(1).decode(), tag, encoding, part.start, part.record)


def head(path: Path) -> Head:
    """Read what stands before the records. Raises FeedError when this is no IATI file, or declares
    a document type.
    """
    start = _first(path)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head_of(
            start.decode(UTF_16, errors="ignore").encode(), name=path.name, encoding=UTF_16
        )._replace(start=0, line=1)
    return head_of(start, name=path.name)


def head_of(start: bytes, *, name: str, encoding: str = "") -> Head:
    """Read the first bytes of a file. Raises FeedError as `head` does."""
    position = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    declared = _DECLARED.match(start, position)
    while skipped := _SKIPPED.match(start, position):
        position = skipped.end()
    if start.startswith(b"<!DOCTYPE", position):
        raise FeedError(
            f"{name}: the file declares entities or a document type, which no IATI file needs; it was not read"
        )
    tag = _ROOT.match(start, position)
    if tag is None:
        raise FeedError(f"{name}: this is not XML: no first element was found")
    root = tag.group(1).decode("ascii", errors="replace")
    if root not in RECORDS:
        raise FeedError(
            f"{name}: this is XML of another kind: it holds <{root[:60]}>, not <iati-activities> or <iati-organisations>"
        )
    encoding = encoding or _encoding(declared.group(1).decode() if declared else "utf-8", name=name)
    return Head(
        root,
        _DEFAULT.sub("", tag.group().decode("utf-8" if encoding == UTF_16 else encoding)),
        encoding,
        tag.end(),
        1 + start.count(b"\n", 0, tag.end()),
    )


def parts(path: Path) -> Iterator[Part]:
    """Yield the parts of a file in order. Raises FeedError when it is of another kind or
    not whole.
    """
    top = head(path)
    if top.encoding == UTF_16:
        yield Part(0, _size_of_utf_16(path), 1, top.context)
    elif not top.tag.endswith("/>"):
        with path.open("rb") as stream:
            yield from _parts(stream, top, name=path.name)


def _parts(stream: BufferedReader, top: Head, *, name: str) -> Iterator[Part]:
    record = RECORDS[top.root].encode()
    start, line, held, dropped = stream.seek(top.start), top.line, bytearray(), 0
    lines_dropped = 0
    block = memoryview(
        bytearray(PART)
    )  # one for all reads: each new one would cost the system more than the reading
    size = os.fstat(stream.fileno()).st_size
    while read := stream.readinto(block[: max(LEAST, (size - stream.tell()) // LAST)]):
        held += block[:read]
        end = _end(held, record, first=dropped > 0)
        if end:
            yield Part(start, start + dropped + end, line, top.context)
            start, line = start + dropped + end, line + lines_dropped + held.count(b"\n", 0, end)
            dropped = lines_dropped = 0
            del held[:end]
        elif len(held) > LARGEST:
            if _unclosed(bytes(held)) is not None:
                raise FeedError(
                    f"{name}: line {line}: a comment or CDATA section here does not end; the file is not whole"
                )
            gone = len(held) - HEAD
            dropped, lines_dropped = dropped + gone, lines_dropped + held.count(b"\n", 0, gone)
            del held[:gone]
    yield from _last(
        bytes(held),
        Part(start, start + dropped, line + lines_dropped, top.context),
        top,
        name=name,
    )


def _last(held: bytes, part: Part, top: Head, *, name: str) -> Iterator[Part]:
    """Check that the file is whole to its end, and yield the records that no end tag of their own
    closes (empty ones).
    """
    close = held.rfind(f"</{top.root}".encode())
    try:
        if close < 0 or part.end > part.start:
            raise FeedError(_cut(name, part.record + held.count(b"\n"), top.root))
        rest = etree.fromstring(wrapped(top, held, close=False), PARSER)
    except etree.XMLSyntaxError as error:
        raise FeedError(_cut(name, part.record + held.count(b"\n"), top.root)) from error
    if len(rest):
        yield part._replace(end=part.start + close)


def _cut(name: str, line: int, root: str) -> str:
    return f"{name}: line {line}: the file ends before </{root}>; it is not whole, and nothing of it was taken in"


def wrapped(top: Head, raw: bytes, *, close: bool = True) -> bytes:
    """Return some records as a document of their own, in the encoding and under the root of their
    file.
    """
    begin = f'<?xml version="1.0" encoding="{top.encoding}"?>'.encode() + top.tag.encode(
        top.encoding
    )
    return begin + raw + (f"</{top.root}>".encode() if close else b"")


def ends(raw: Raw, record: bytes) -> list[int]:
    """Return where each record ends."""
    if plain(raw):
        return list(_plain_ends(raw, record))
    return [tag.end() for tag in _guarded(record).finditer(raw) if tag.group(1)]


def plain(raw: Raw) -> bool:
    """Say whether all that looks like a tag is one: no comment,
    CDATA or instruction stands there.
    """
    return not _opened(raw, b"!") and not _opened(raw, b"?")


def _opened(raw: Raw, mark: bytes) -> bool:
    """Look for the mark behind a “<”. A single byte is found many times faster than two."""
    position = raw.find(mark)
    while position >= 0:
        if raw[position - 1 : position] == b"<":
            return True
        position = raw.find(mark, position + 1)
    return False


def _plain_ends(raw: Raw, record: bytes) -> Iterator[int]:
    tag, position = b"</" + record, 0
    while (position := raw.find(tag, position)) >= 0:
        position += len(tag)
        if closed := _CLOSED.match(raw, position):
            yield closed.end()


def _end(held: Raw, record: bytes, *, first: bool) -> int:
    """Return where the last record that is whole ends (or the first), 0 when none does."""
    if first or not plain(held):
        every = ends(held, record)
        return (every[0] if first else every[-1]) if every else 0
    position, tag = len(held), b"</" + record
    while (position := held.rfind(tag, 0, position)) >= 0:
        if closed := _CLOSED.match(held, position + len(tag)):
            return closed.end()
    return 0


def _guarded(record: bytes) -> re.Pattern[bytes]:
    """Find ends of records, comments, CDATA and instructions, each whole. One that does not end
    swallows the rest.
    """
    return re.compile(
        rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|(</" + record + rb"\s*>)",
        re.DOTALL,
    )


def _unclosed(held: bytes) -> re.Match[bytes] | None:
    special = re.compile(
        rb"<!--.*?(?:-->|(\Z))|<!\[CDATA\[.*?(?:\]\]>|(\Z))|<\?.*?(?:\?>|(\Z))", re.DOTALL
    )
    return next((match for match in special.finditer(held) if match.lastindex), None)


def _root(tag: bytes) -> re.Match[bytes]:
    root = _ROOT.match(tag)
    assert root, "a context starts with the root's tag"
    return root


def _encoding(declared: str, *, name: str) -> str:
    """Return an encoding in which tags look as in ASCII, so that a file can be divided without
    reading it.
    """
    try:
        known = codecs.lookup(declared).name
        if known.startswith(WIDE):  # its first tag was just read byte by byte, so that it is not
            return "utf-8"
        if "<".encode(known) == b"<" and not known.startswith(STATEFUL):
            return declared
    except LookupError:
        pass
    raise FeedError(
        f"{name}: the file says that it is written in “{declared[:40]}”, which is not read here; save it as UTF-8"
    )


def _size_of_utf_16(path: Path) -> int:
    if (size := path.stat().st_size) > LARGEST:
        raise FeedError(
            f"{path.name}: the file is written in UTF-16 and larger than {LARGEST >> 20} MB; save it as UTF-8"
        )
    return size


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            start = stream.read(HEAD)
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error
    if not start.strip():
        raise FeedError(f"{path.name}: the file is empty")
    return start
