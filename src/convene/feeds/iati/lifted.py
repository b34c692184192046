"""Transactions lifted out of a file's text before it is parsed. Most of a large file is transactions that differ in day and amount only.

A transaction that starts as the standard has it (type, date, amount) is taken out, and an instruction `<?sum N?>` put in the place of
each run of them. What
stands behind the amount repeats a thousand times; each such end is parsed once, by itself, by the parser that reads everything else, and
so are the attributes. Bytes that are the same say the same. Only text without comments, CDATA and instructions is treated so: there,
whatever looks like a tag is one, and nothing can stand for a transaction but what was put there. All else stays in the text (ADR 16).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from lxml import etree

from convene.feeds.iati.split import PARSER, Head, wrapped
from convene.feeds.iati.texts import day, number, plain
from convene.feeds.iati.transactions import Rest, Sum, rest

MOST = 20_000
"""Ends, and attributes, that are remembered."""
LONGEST = 4_000
"""Bytes of an end that is worth remembering."""
CLOSE = b"</transaction>"
INSTRUCTION = b"<?sum %d?>"
_START = re.compile(
    rb"""<transaction(?:\s+ref="[ !#-%'-;=-~]*")?(?:\s+humanitarian="[01]")?\s*>"""
    rb"""\s*<transaction-type([^<>]*)/>\s*<transaction-date([^<>]*)/>\s*<value([^<>]*)>\s*(-?[0-9.,]+)\s*</value>"""
)
Piece = tuple[bytes, "re.Match[bytes] | None", bytes]


class Lifted:
    """What is known of ends and attributes under one root, and the transactions taken out of the text last shortened."""

    def __init__(self, found: Head) -> None:
        """Begin with nothing known."""
        self._head = found
        self._rests: dict[bytes, Rest | None] = {}
        self._attributes: dict[bytes, tuple[str, date | None] | None] = {}
        self.runs: list[list[Sum]] = []

    @classmethod
    def of(cls, found: Head) -> "Lifted":
        """Return what is known under this root, from earlier parts too."""
        return _remembered(found._replace(start=0, line=0))

    def shortened(self, raw: bytes) -> bytes:
        """Return some records, plain throughout, without the transactions that could be taken out; these are in `runs`."""
        self.runs = []
        if max(len(self._rests), len(self._attributes)) > MOST:
            self._rests, self._attributes = {}, {}
        *pieces, last = raw.split(CLOSE)
        found = [_cut(piece) for piece in pieces]
        self._learn({tail for _, start, tail in found if start and tail not in self._rests})
        return b"".join((*self._without(found), last))

    def _without(self, pieces: Iterable[Piece]) -> Iterator[bytes]:
        """Yield the text that stays. Of transactions right behind one another, one instruction tells."""
        running = False
        for text, start, tail in pieces:
            one = self._sum(start, tail) if start else None
            if start is None or one is None:
                running = False
                yield text
                yield CLOSE
            elif running and (start.start() == 0 or text[: start.start()].isspace()):
                self.runs[-1].append(one)
            else:
                running = True
                yield text[: start.start()]
                yield INSTRUCTION % len(self.runs)
                self.runs.append([one])

    def _sum(self, start: re.Match[bytes], tail: bytes) -> Sum | None:
        type_, dated, valued, amount = start.groups()
        known = self._attributes
        said = known[type_] if type_ in known else self._said(type_)
        when = known[dated] if dated in known else self._said(dated)
        value = known[valued] if valued in known else self._said(valued)
        rest = self._rests[tail]
        if said is None or when is None or value is None or rest is None:
            return None
        return Sum(said[0], when[1] or value[1], number(amount.decode()), value[0], rest)

    def _said(self, attributes: bytes) -> tuple[str, date | None] | None:
        """Learn the code or currency, and the day, that attributes say; None when they are not whole."""
        found = self._attributes[attributes] = _attributes(self._head, attributes)
        return found

    def _learn(self, tails: Iterable[bytes]) -> None:
        """Read ends all at once; when they do not parse together, each by itself."""
        new = sorted(tails)
        if not _read(self._head, new, into=self._rests):
            for tail in new:
                if not _read(self._head, [tail], into=self._rests):
                    self._rests[tail] = None


def _cut(piece: bytes) -> Piece:
    """Return a piece that one transaction ends, where that transaction starts, and what stands behind its amount."""
    start = _START.search(piece)
    if start is None or len(piece) - start.end() > LONGEST:
        return piece, None, b""
    return piece, start, piece[start.end() :]


def _read(head: Head, tails: Sequence[bytes], *, into: dict[bytes, Rest | None]) -> bool:
    """Read ends as those of transactions of their own. A second type, day or amount there is not heeded, here or elsewhere."""
    try:
        root = etree.fromstring(wrapped(head, b"".join(b"<transaction>" + tail + CLOSE for tail in tails)), PARSER)
    except etree.XMLSyntaxError:
        return False
    if len(root) != len(tails):
        return False
    for tail, element in zip(tails, root, strict=True):
        into[tail] = rest(element)
    return True


def _attributes(head: Head, raw: bytes) -> tuple[str, date | None] | None:
    try:
        (found,) = etree.fromstring(wrapped(head, b"<x" + raw + b"/>"), PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    said = found.get("code") or plain(found.get("currency")).upper()
    return (plain(said), day(found.get("iso-date") or found.get("value-date"))) if found.tag == "x" else None


@lru_cache(maxsize=4)
def _remembered(found: Head) -> Lifted:
    return Lifted(found)
