"""Ends of transactions that were read before. In most files the same receiver, sector and country follow the amount a thousand times.

What stands between `</value>` and `</transaction>` is taken out before parsing and an instruction `<?tail N?>` put in its place; a tail
is parsed by itself once. Bytes that are the same say the same, and only text without comments, CDATA, instructions and namespaces of
its own is shortened, so nothing can stand for a tail but what was put there (ADR 16).
"""

from functools import lru_cache
from typing import Any

from lxml import etree

from convene.feeds.iati.split import PARSER, Head, plain, wrapped
from convene.feeds.iati.transactions import HEADS, Rest, rest

MOST = 20_000
"""Tails that are remembered."""
LONGEST = 4_000
"""Bytes of a tail that is worth remembering."""
VALUE, CLOSE = b"</value>", b"</transaction>"
TARGET = "tail"


class Tails:
    """The tails seen so far under one root."""

    def __init__(self, found: Head) -> None:
        """Begin with none."""
        self._head = found
        self._marks: dict[bytes, bytes] = {}
        self._rests: list[Rest] = []

    @classmethod
    def of(cls, found: Head) -> "Tails":
        """Return the tails for files with this root, those of earlier parts among them."""
        return _remembered(found._replace(start=0, line=0))

    def shortened(self, raw: bytes) -> bytes | None:
        """Return some records with known tails taken out, or None when they must be read as they are."""
        if not plain(raw) or b"xmlns" in raw:
            return None
        if len(self._marks) > MOST:
            self._marks, self._rests = {}, []
        pieces = raw.split(CLOSE)
        out: list[bytes] = []
        marks = self._marks
        for piece in pieces[:-1]:
            at = piece.rfind(VALUE) + len(VALUE)
            if at < len(VALUE) or len(piece) - at > LONGEST:
                out += (piece, CLOSE)
                continue
            tail = piece[at:]
            out += (piece[:at], marks.get(tail) or self._learnt(tail))
        return b"".join((*out, pieces[-1]))

    def rest(self, number: str) -> Rest:
        """Return what the tail of a number says."""
        return self._rests[int(number)]

    def _learnt(self, tail: bytes) -> bytes:
        """Read a tail by itself. One that is not whole, or holds what belongs before it, stays where it stands."""
        self._marks[tail] = tail + CLOSE
        try:
            found = etree.fromstring(wrapped(self._head, b"<transaction>" + tail + CLOSE), PARSER)
        except etree.XMLSyntaxError:
            return self._marks[tail]
        if len(found) == 1 and not any(child.tag in HEADS for child in found[0]):
            self._marks[tail] = b"<?%s %d?></transaction>" % (TARGET.encode(), len(self._rests))
            self._rests.append(rest(found[0]))
        return self._marks[tail]


@lru_cache(maxsize=4)
def _remembered(found: Any) -> Tails:
    return Tails(found)
