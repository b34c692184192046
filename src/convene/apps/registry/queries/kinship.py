"""Which row of a table belongs to which: a parent may stand in the same table, above or below."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from convene.apps.registry.models import Import
from convene.apps.registry.queries import rows, shelf
from convene.apps.registry.queries.lines import Line
from convene.core import writing


class Kin:
    """The rows of an import by name, each with the id that its organisation will have: it can be
    named before it is there.
    """

    def __init__(self, source: Import) -> None:
        self.ids = {row["number"]: uuid5(source.pk, str(row["number"])) for row in source.rows}
        self.numbers = {id: number for number, id in self.ids.items()}
        self.named: dict[str, list[int]] = defaultdict(list)
        for row in source.rows:
            self.named[_folded(row["values"].get("name", ""))].append(row["number"])
        self.here = shelf.called_by(
            {row["values"].get("parent", "").strip() for row in source.rows} - {""}
        )

    def parent(self, text: str) -> UUID | None:
        """Return what a row belongs to: an organisation that is here already, else a row of this
        table. Raises rows.Wrong.
        """
        try:
            return rows.the_one(text, self.here.get(text, ())) if text else None
        except rows.NotHere:
            numbers = self.named.get(_folded(text), [])
            if not numbers:
                raise
        if len(numbers) > 1:
            raise rows.Wrong(_("More than one row of this table is called “%(value)s”."), text)
        return self.ids[numbers[0]]


def _folded(name: str) -> str:
    return writing.fold(writing.tidy(name))


def settled(lines: Collection[Line]) -> list[Line]:
    """Return lines, in their order, as they stand once the rows they belong to are judged: none
    comes without its parent.
    """
    judged: dict[int, Line] = {}
    for line in _parents_first(lines):
        judged[line.number] = line if line.under is None else _below(line, judged[line.under])
    return [
        judged.get(line.number) or _refused(line, _("What it belongs to leads round in a circle."))
        for line in lines
    ]


def chosen(lines: Iterable[Line], *, anyway: Collection[int]) -> list[Line]:
    """Return the lines to bring in, parents first: the new ones, and those like another only where
    their number is in `anyway`.
    """
    picked: dict[int, Line] = {}
    for line in _parents_first(lines):
        wanted = line.content is not None and (not line.is_like_another or line.number in anyway)
        if wanted and (line.under is None or line.under in picked):
            picked[line.number] = line
    return list(picked.values())


def _parents_first(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield each line after the one it belongs to; those that belong to each other in a circle
    never come.
    """
    below: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines:
        below[line.under].append(line)
    waiting = deque(below[None])
    while waiting:
        yield (line := waiting.popleft())
        waiting.extend(below[line.number])


def _below(line: Line, parent: Line) -> Line:
    if parent.content is None:
        return _refused(
            line, _("It belongs to row %(row)s, which can't be read.") % {"row": parent.number}
        )
    return replace(line, waits=parent.is_doubtful)


def _refused(line: Line, why: str) -> Line:
    return replace(line, content=None, problems=(why,), same_as=(), same_row=None, under=None)
