"""The record of asking as a table: a line for each approach and each answer, also of what was taken
back. Who asked in other alliances stays out of it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from convene.apps.asking.models import Approach, ApproachAnswer
from convene.apps.asking.queries.record import Group, Row
from convene.core import media
from convene.feeds.writing import safe_cell, write_xlsx

FORMATS: Mapping[str, str] = {"csv": media.CSV, "xlsx": media.XLSX}
"""The media type of each format."""


def table(groups: Iterable[Group], *, format: str) -> bytes:
    """Return the record as a file of a format."""
    header = (
        _("Organisation"),
        _("Day"),
        _("Asked or answered"),
        _("Who wrote it"),
        _("What was asked, or said"),
        _("Kind of contribution"),
        _("Through whom"),
        _("Come back on"),
        _("Why it was asked again"),
        _("Taken back by"),
        _("Taken back on"),
        _("Why it was taken back"),
    )
    lines = [line for group in groups for row in group.rows for line in _lines(group, row)]
    return (_csv if format == "csv" else _xlsx)(header, lines)


def _lines(group: Group, row: Row) -> Iterator[list[str]]:
    """Yield an approach and then what was answered, in the order in which it happened."""
    approach, name = row.approach, str(group.organisation)
    yield [
        name,
        approach.asked_on.isoformat(),
        _("Asked"),
        str(approach.by),
        approach.what,
        row.kind,
        ", ".join(row.through),
        _day(approach.next_on),
        approach.again_because,
        *_taken_back(approach),
    ]
    for answer in reversed(row.answers):
        day, word, who = _day(answer.said_on), answer.get_said_display(), str(answer.by)
        after = ("", "", _day(answer.next_on), "", *_taken_back(answer))
        yield [name, day, word, who, answer.note, *after]


def _taken_back(word: Approach | ApproachAnswer) -> tuple[str, str, str]:
    if word.taken_back_at is None:
        return "", "", ""
    day = word.taken_back_at.date()
    return str(word.taken_back_by), day.isoformat(), word.taken_back_because


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _csv(header: tuple[str, ...], lines: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in cells] for cells in lines)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(header: tuple[str, ...], lines: Iterable[list[str]]) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, header=header, lines=lines)
    return out.getvalue()
