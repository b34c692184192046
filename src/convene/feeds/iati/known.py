"""What pieces of a file say, remembered by their bytes: most elements of a large file repeat, and
bytes that are the same say the same.

Each piece is parsed once, by the parser that reads everything else. A record one piece of which is
no whole element by itself is left to be parsed as a whole (ADR 16).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from threading import get_ident
from typing import Generic, TypeVar, cast

from lxml import etree

from convene.feeds.iati.activities import add, told
from convene.feeds.iati.draft import Opening, Record, Tell, opening
from convene.feeds.iati.pieces import Pieces, elements, pieces
from convene.feeds.iati.split import PARSER, Head, wrapped
from convene.feeds.iati.transactions import Rest, around, joined, start

T = TypeVar("T")
MOST = 12 << 20
"""Bytes of pieces that are remembered."""


class Memory(Generic[T]):
    """What pieces of one sort say; None for one that is not whole."""

    def __init__(self, read: Callable[[list[bytes]], Iterable[T | None]]) -> None:
        """Begin with nothing known."""
        self.known: dict[bytes, T | None] = {}
        self._read, self._held = read, 0

    def bounded(self) -> dict[bytes, T | None]:
        """Return what is known; all of it is forgotten first when it was too much."""
        if self._held > MOST:
            self.known, self._held = {}, 0
        return self.known

    def learn(self, new: Collection[bytes]) -> None:
        """Read pieces that are not known, all at once."""
        self.known.update(zip(new, self._read(list(new)), strict=True))
        self._held += sum(map(len, new))


class Known:
    """All that is known of the pieces of activities under one root."""

    def __init__(self, head: Head) -> None:
        """Begin with nothing known."""
        self._openings = Memory(partial(_parsed, head, _opening, after=b"</iati-activity>"))
        self._children = Memory(partial(_parsed, head, told))
        self._heads = Memory(
            partial(_parsed, head, start, before=b"<transaction>", after=b"</value></transaction>")
        )
        self._around = Memory(partial(_parsed, head, around))
        self._rests = Memory(self._joined)

    @classmethod
    def of(cls, head: Head) -> "Known":
        """Return what is known under this root, from earlier parts too."""
        return _remembered(head._replace(start=0, line=0), thread=get_ident())

    def records(self, some: Sequence[tuple[int, bytes]]) -> Iterator[Record | None]:
        """Yield records, given by line and bytes; None for each that must be parsed as a whole."""
        cut = [pieces(raw) for _, raw in some]
        self._learn([own_pieces for own_pieces in cut if own_pieces])
        for (line, _), own_pieces in zip(some, cut, strict=True):
            yield self._record(line, own_pieces) if own_pieces else None

    def _learn(self, some: Sequence[Pieces]) -> None:
        """Read what is new in some records. Each piece is looked at once only: nothing is done more
        often than this.
        """
        openings, children, heads, rests = (
            activity.bounded()
            for activity in (self._openings, self._children, self._heads, self._rests)
        )
        new_children, new_heads, new_rests = set[bytes](), set[bytes](), set[bytes]()
        for activity in some:
            for head, _, tail, element, _, _ in activity.children:
                if not head and element not in children:
                    new_children.add(element)
                if head and head not in heads:
                    new_heads.add(head)
                if head and tail not in rests:
                    new_rests.add(tail)
        self._openings.learn({activity.opening for activity in some}.difference(openings))
        self._children.learn(new_children)
        self._heads.learn(new_heads)
        self._rests.learn(new_rests)

    def _joined(self, tails: list[bytes]) -> list[Rest | None]:
        """Read what stands behind amounts: many different ends are made of few different
        elements.
        """
        cut = [elements(tail) for tail in tails]
        known = self._around.bounded()
        self._around.learn(
            {piece for own_elements in cut if own_elements for piece in own_elements}.difference(
                known
            )
        )
        return [None if own_elements is None else self._rest(own_elements) for own_elements in cut]

    def _rest(self, some: Sequence[bytes]) -> Rest | None:
        rests = [rest for piece in some if (rest := self._around.known[piece])]
        return joined(rests) if len(rests) == len(some) else None

    def _record(self, line: int, activity: Pieces) -> Record | None:
        begun, known = self._openings.known[activity.opening], self._children.known
        tells = [
            known[element] if element else self._sum(head, amount, tail)
            for head, amount, tail, element, _, _ in activity.children
        ]
        return Record(line, begun, cast("list[Tell]", tells)) if begun and all(tells) else None

    def _sum(self, head: bytes, amount: bytes, tail: bytes) -> Tell | None:
        begun, value, rest = (
            self._heads.known[head],
            Decimal(amount.decode()),
            self._rests.known[tail],
        )
        return None if begun is None or rest is None else partial(add, begun, value, rest)


def _opening(element: etree._Element) -> Opening | None:
    return opening(element) if element.tag == "iati-activity" else None


def _parsed(
    head: Head,
    read: Callable[[etree._Element], T],
    some: Sequence[bytes],
    *,
    before: bytes = b"",
    after: bytes = b"",
) -> list[T | None]:
    """Parse pieces all at once; when they do not parse together, each by itself."""
    if not some:
        return []
    try:
        root = etree.fromstring(
            wrapped(head, b"".join(before + piece + after for piece in some)), PARSER
        )
    except etree.XMLSyntaxError:
        root = None
    if root is not None and len(root) == len(some):
        return [read(element) for element in root]
    if len(some) == 1:
        return [None]
    return [
        parsed
        for piece in some
        for parsed in _parsed(head, read, [piece], before=before, after=after)
    ]


@lru_cache(maxsize=2)
def _remembered(head: Head, *, thread: int) -> Known:
    """Return what one thread knows: a worker of a cluster may read two parts at once, and one must
    not forget what the other uses.
    """
    return Known(head)
