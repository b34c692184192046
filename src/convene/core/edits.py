"""Two people, one draft: what each changed since both saw the same thing,
and where they disagree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, Literal, cast

from convene.core.draft import Ask, Draft, Task
from convene.core.request import Request

Kind = Literal["draft", "task", "ask"]
Value = str | Request | Task | Ask | None
"""What stands in a part: text, the codes asked, a whole row, or None where there is no such row."""
Row = Mapping[str, Any]
HEAD = tuple(spec.name for spec in fields(Draft) if spec.name not in ("tasks", "asks"))
PLACES: Mapping[Kind, tuple[str, ...]] = {
    "draft": HEAD,
    "task": ("", *(spec.name for spec in fields(Task) if spec.name != "id")),
    "ask": ("", *(spec.name for spec in fields(Ask) if spec.name != "id")),
}
"""The fields that a part of each kind may name; none means the whole row."""


@dataclass(frozen=True)
class Part:
    """A place in a draft: one of its fields, a field of one of its rows,
    or a whole row (no field).
    """

    kind: Kind
    id: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}:{self.field}"

    @property
    def row(self) -> "Part":
        return Part(self.kind, self.id)

    @classmethod
    def read(cls, text: str) -> "Part":
        """Return a part from its spelling. Raises ValueError when it is none."""
        kind, id, field = text.split(":")
        if field not in PLACES.get(cast(Kind, kind), ()):
            raise ValueError(text)
        return cls(cast(Kind, kind), id, field)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A part that both changed, each in a way of their own;
    None where that side removed the row.
    """

    part: Part
    mine: Value
    theirs: Value


@dataclass(frozen=True, kw_only=True)
class Change:
    """A part before and after: a new row has no before, a removed one no after."""

    part: Part
    before: Value
    after: Value


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Both sides' changes together. Where they clash, `merged` holds mine until someone chooses."""

    merged: Draft
    clashes: tuple[Clash, ...] = ()


def merge(seen: Draft, mine: Draft, theirs: Draft) -> Merge:
    """Return both sides' changes since `seen`. Raises ValueError when a draft holds two rows of one
    id.
    """
    before, here, there = _rows(seen), _rows(mine), _rows(theirs)
    rows: dict[Part, Row] = {}
    clashes: list[Clash] = []
    for part in dict.fromkeys((*here, *there)):
        row, clashing = _merge_row(
            part, seen=before.get(part), mine=here.get(part), theirs=there.get(part)
        )
        clashes += clashing
        if row is not None:
            rows[part] = row
    return Merge(
        merged=_draft(rows, order=_order(list(before), list(here), list(there))),
        clashes=tuple(clashes),
    )


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """Return what differs, in the order in which a draft is read."""
    old, new = _rows(before), _rows(after)
    return tuple(
        change
        for part in dict.fromkeys((*new, *old))
        for change in _changes(part, old.get(part), new.get(part))
    )


def last_changed(drafts: Sequence[Draft], parts: Iterable[Part]) -> dict[Part, int]:
    """Return in which of a draft's versions, oldest first, each part was last changed; the first
    made them all.
    """
    last = dict.fromkeys(parts, 0)
    for place, (before, after) in enumerate(pairwise(drafts), start=1):
        changed = [change.part for change in changes(before, after)]
        last |= {part: place for part in last if any(_touches(other, part) for other in changed)}
    return last


def _touches(changed: Part, part: Part) -> bool:
    """A change touches a part when it is the same, or when one of them is the whole row of the
    other.
    """
    return changed == part or (changed.row == part.row and not (changed.field and part.field))


def choose(mine: Draft, *, theirs: Draft, parts: Iterable[Part]) -> Draft:
    """Return mine with these parts as theirs has them."""
    rows, other = dict(_rows(mine)), _rows(theirs)
    for part in parts:
        if part.row not in other:
            rows.pop(part.row, None)
        elif part.field and part.row in rows:
            rows[part.row] = {**rows[part.row], part.field: other[part.row][part.field]}
        else:
            rows[part.row] = other[part.row]
    return _draft(rows, order=[*_rows(mine), *other])


def value(draft: Draft, part: Part) -> Value:
    """Return what stands in a part of a draft: None when there is no such row. Raises KeyError for
    an unknown field.
    """
    row = _rows(draft).get(part.row)
    if row is None:
        return None
    return cast(Value, row[part.field]) if part.field else _whole(part, row)


def _rows(draft: Draft) -> dict[Part, Row]:
    """Return a draft as rows: its own fields first, then each task and each ask."""
    rows: dict[Part, Row] = {Part("draft"): {name: getattr(draft, name) for name in HEAD}}
    for kind, items in (("task", draft.tasks), ("ask", draft.asks)):
        for item in items:
            part = Part(cast(Kind, kind), item.id)
            if part in rows:
                raise ValueError(f"two rows have the id {item.id}")
            rows[part] = {name: text for name, text in vars(item).items() if name != "id"}
    return rows


def _draft(rows: Mapping[Part, Row], *, order: Iterable[Part]) -> Draft:
    placed = [part for part in dict.fromkeys(order) if part in rows]
    return Draft(
        **rows[Part("draft")],
        tasks=tuple(Task(id=part.id, **rows[part]) for part in placed if part.kind == "task"),
        asks=tuple(Ask(id=part.id, **rows[part]) for part in placed if part.kind == "ask"),
    )


def _order(seen: list[Part], mine: list[Part], theirs: list[Part]) -> list[Part]:
    """Return the order of the side that changed it, mine when both did; what only the other side
    has comes after.
    """
    return [*theirs, *mine] if mine == seen else [*mine, *theirs]


def _merge_row(
    part: Part, *, seen: Row | None, mine: Row | None, theirs: Row | None
) -> tuple[Row | None, list[Clash]]:
    if mine == theirs or theirs == seen:
        return mine, []
    if mine == seen:
        return theirs, []
    if mine is None or theirs is None:
        return mine, [Clash(part=part, mine=_whole(part, mine), theirs=_whole(part, theirs))]
    return _merge_fields(part, seen=seen or {}, mine=mine, theirs=theirs)


def _merge_fields(part: Part, *, seen: Row, mine: Row, theirs: Row) -> tuple[Row, list[Clash]]:
    merged: dict[str, Any] = {}
    clashes = []
    for name in mine:
        only_theirs = name in seen and mine[name] == seen[name]
        merged[name] = theirs[name] if only_theirs else mine[name]
        if (
            not only_theirs
            and mine[name] != theirs[name]
            and not (name in seen and theirs[name] == seen[name])
        ):
            clashes.append(
                Clash(part=Part(part.kind, part.id, name), mine=mine[name], theirs=theirs[name])
            )
    return merged, clashes


def _changes(part: Part, old: Row | None, new: Row | None) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(part=part, before=_whole(part, old), after=_whole(part, new))
        return
    for name in new:
        if old[name] != new[name]:
            yield Change(part=Part(part.kind, part.id, name), before=old[name], after=new[name])


def _whole(part: Part, row: Row | None) -> Value:
    if row is None:
        return None
    return Task(id=part.id, **row) if part.kind == "task" else Ask(id=part.id, **row)
