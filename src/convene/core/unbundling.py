"""How work is unbundled: a tree of tasks, which of them may go where, and how far the work is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar
from uuid import UUID

K = TypeVar("K")
MOST_LEVELS = 4
"""From what is unbundled first down to what somebody does (expert choice)."""
MOST_TASKS = 300
"""Of one alliance; more is a project plan, for which there are other tools (expert choice)."""
Refusal = Literal["under_itself", "too_deep"]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A task in the tree: which one it is a part of, if any, and whether it is done. What has parts
    is done when they are, whatever is said of itself.
    """

    id: UUID
    parent: UUID | None = None
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A piece in its place: its number, as “2.1”, its level from 1, how many parts it has, and how
    many of its leaves are done. One without parts is a leaf, its own.
    """

    piece: Piece
    number: str
    level: int
    parts: int
    done: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.done == self.of


def outline(pieces: Iterable[Piece]) -> tuple[Placed, ...]:
    """Return pieces in the order of the tree, those of one parent in the order in which they came;
    one whose parent is not among them is left out.
    """
    return tuple(_placed(None, by_parent(pieces), number="", level=1))


def _placed(
    parent: UUID | None,
    parts: Mapping[UUID | None, Sequence[Piece]],
    *,
    number: str,
    level: int,
) -> Iterator[Placed]:
    for place, piece in enumerate(parts.get(parent, ()), start=1):
        here = f"{number}{place}"
        below = tuple(_placed(piece.id, parts, number=f"{here}.", level=level + 1))
        leaves = [placed for placed in below if not placed.parts]
        yield Placed(
            piece=piece,
            number=here,
            level=level,
            parts=len(parts.get(piece.id, ())),
            done=sum(leaf.done for leaf in leaves) if leaves else int(piece.is_done),
            of=len(leaves) or 1,
        )
        yield from below


def by_parent(pieces: Iterable[Piece]) -> dict[UUID | None, list[Piece]]:
    """Return the parts of each piece, and under None what is part of nothing."""
    parts: dict[UUID | None, list[Piece]] = {}
    for piece in pieces:
        parts.setdefault(piece.parent, []).append(piece)
    return parts


def progress(placed: Iterable[Placed]) -> tuple[int, int]:
    """Return how many leaves are done, and how many there are."""
    leaves = [piece for piece in placed if not piece.parts]
    return sum(leaf.done for leaf in leaves), len(leaves)


def below(id: UUID, pieces: Iterable[Piece]) -> tuple[UUID, ...]:
    """Return every piece under one, each after what it is a part of."""
    parts = by_parent(pieces)
    under = [piece.id for piece in parts.get(id, ())]
    for key in under:  # it grows as it is walked
        under += [piece.id for piece in parts.get(key, ())]
    return tuple(under)


def refusal(id: UUID, *, under: UUID | None, pieces: Sequence[Piece]) -> Refusal | None:
    """Say why a piece may not go under another, with all that is under itself; None if it may. A
    piece that is not there yet has nothing under it.
    """
    if under is None:
        return None
    if under == id or under in below(id, pieces):
        return "under_itself"
    levels = {placed.piece.id: placed.level for placed in outline(pieces)}
    own = [levels[key] for key in (id, *below(id, pieces)) if key in levels]
    height = max(own) - min(own) + 1 if own else 1
    return "too_deep" if levels[under] + height > MOST_LEVELS else None


def shifted(order: Sequence[K], item: K, *, by: Literal[-1, 1]) -> tuple[K, ...]:
    """Return an order in which an item has changed places with the one before or after it; the
    first stays first, the last last.
    """
    place = order.index(item)
    other = place + by
    if not 0 <= other < len(order):
        return tuple(order)
    swapped = list(order)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    return tuple(swapped)
