"""What an import would bring: row by row, with what is wrong and what may be here already."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from convene.apps.registry.models import Identifier, Import, Organisation
from convene.apps.registry.queries import kinship, rows
from convene.apps.registry.queries.duplicates import Likeness, most_alike
from convene.apps.registry.queries.lines import Line
from convene.core import writing
from convene.core.organisations import Content, Number

MOST_ROWS = 5_000
"""Rows of one import; a longer table is split (expert choice: what one person can check and one
transaction writes at once).
"""


def lines(source: Import) -> list[Line]:
    """Return every row of an import, in order, judged against what is kept here now."""
    kin = kinship.Kin(source)
    read = [
        (row["number"], row["values"], rows.read(row["values"], parent=kin.parent))
        for row in source.rows
    ]
    contents = [parsed.content for _number, _values, parsed in read if parsed.content]
    likenesses = iter(most_alike([content.names() for content in contents]))
    judged = _Judged(kin)
    judgements = [
        judged.line(
            number,
            values.get("name", ""),
            parsed,
            same_as=tuple(next(likenesses)) if parsed.content else (),
        )
        for number, values, parsed in read
    ]
    return kinship.settled(judgements)


class _Judged:
    """What earlier rows said: which numbers and names are spoken for."""

    def __init__(self, kin: kinship.Kin) -> None:
        self.kin = kin
        taken = Identifier.objects.select_related("organisation").prefetch_related(
            "organisation__names"
        )
        self.holders = {
            Number(scheme=identifier.scheme, value=identifier.value).key: str(
                identifier.organisation
            )
            for identifier in taken
        }
        self.numbers: dict[str, int] = {}
        self.names: dict[tuple[str, str], int] = {}

    def line(
        self, number: int, name: str, read: rows.Read, *, same_as: tuple[Likeness, ...]
    ) -> Line:
        problems = (*read.problems, *self._taken(read.content))
        line = Line(
            number=number,
            id=self.kin.ids[number],
            name=rows.shown(name),
            content=None,
            problems=problems,
            faults=read.faults,
        )
        if problems or (content := read.content) is None:
            return line
        earlier = self.names.setdefault((writing.fold(content.name), content.country), number)
        for identifier in content.identifiers:
            self.numbers[identifier.key] = number
        same_row = earlier if earlier != number else None
        under = self.kin.numbers.get(content.parent) if content.parent else None
        return replace(
            line,
            name=content.name,
            content=content,
            same_as=same_as,
            same_row=same_row,
            under=under,
        )

    def _taken(self, content: Content | None) -> Iterable[str]:
        for identifier in content.identifiers if content else ():
            key = identifier.key
            if key in self.holders:
                yield _("%(number)s is the number of %(name)s, which is here already.") % {
                    "number": identifier,
                    "name": self.holders[key],
                }
            elif key in self.numbers:
                yield _("%(number)s stands in row %(row)s too.") % {
                    "number": identifier,
                    "row": self.numbers[key],
                }


def find(pk: UUID) -> Import:
    """Return an import. Raises Import.DoesNotExist."""
    return Import.objects.select_related("by", "undone_by").get(pk=pk)


def recent() -> QuerySet[Import]:
    """Return the imports, newest first."""
    return Import.objects.select_related("by", "undone_by")


def touched(source: Import) -> QuerySet[Organisation]:
    """Return the organisations of an import, or behind which it put somebody, where somebody has
    changed that since.
    """
    if source.of == Import.Of.TIES:
        changed = source.ties.exclude(version=1)
        behind = Organisation.objects.filter(ties__in=changed).distinct()
        return behind.prefetch_related("names")
    return source.organisations.exclude(version=1).prefetch_related("names")
