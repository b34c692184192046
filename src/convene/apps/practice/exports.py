"""The ways and lessons of an alliance as tables of a spreadsheet."""

import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from convene.apps.practice.queries.lessons import OfGuide, Page
from convene.apps.practice.queries.ways import Row
from convene.core.guide import Statement
from convene.core.labels import hedges
from convene.feeds.writing import write_xlsx
from convene.ground.templatetags.reasons import sentences


def workbook(rows: Iterable[Row]) -> bytes:
    """Return a workbook with a line for each way; what nobody has said is empty."""
    out = io.BytesIO()
    header = (
        _("Way"),
        _("What the guide calls it"),
        _("What the guide says"),
        _("How firmly the guide says it"),
        _("In our words"),
        _("State"),
        _("Who sees to it"),
        _("By which day"),
        _("Done on"),
        _("What came of it"),
        _("Why"),
        _("What shows it"),
        _("Said by"),
        _("Said on"),
    )
    write_xlsx(out, header=header, lines=[_line(row) for row in rows])
    return out.getvalue()


def _line(row: Row) -> list[str]:
    plan, way = row.plan, row.way
    return [
        row.code,
        row.title,
        way.text.text if way else "",
        _firmly(way.text) if way else "",
        way.now if way else "",
        str(row.state.label),
        str(plan.owner or "") if plan else "",
        plan.due_on.isoformat() if plan and plan.due_on else "",
        row.done_on.isoformat() if row.done_on else "",
        row.outcome,
        row.because,
        "\n".join(shown.evidence.title for shown in row.shown_by),
        str(row.said_by or ""),
        row.said_at.date().isoformat() if row.said_at else "",
    ]


def _firmly(statement: Statement) -> str:
    return "; ".join(map(_, hedges(statement)))


def lessons_workbook(page: Page) -> bytes:
    """Return a workbook with a line for each lesson: the guide's, own ones and those of others."""
    out = io.BytesIO()
    header = (
        _("Whose"),
        _("Lesson"),
        _("What it says"),
        _("How firmly the guide says it"),
        _("When it matters most"),
        _("Does it hold here?"),
        _("Why here"),
        _("What nobody knows yet"),
        _("Written by"),
    )
    write_xlsx(out, header=header, lines=[*map(_of_guide, page.of_guide), *_of_people(page)])
    return out.getvalue()


def _of_guide(row: OfGuide) -> list[str]:
    holds = {"holds": _("It holds"), "unknown": _("Not known"), "not_here": _("It does not")}
    lesson, judged = row.lesson, row.judged
    return [
        _("The guide"),
        lesson.title,
        lesson.text.text,
        _firmly(lesson.text),
        str(row.stage.label),
        holds[judged.stands],
        sentences(judged.because),
        "\n".join(row.asks),
        "",
    ]


def _of_people(page: Page) -> Iterator[list[str]]:
    for own in page.own:
        cells = (own.get_stage_display(), own.get_state_display(), "", "", str(own.written_by))
        yield [_("This alliance"), own.title, own.text, "", *cells]
    for row in page.shared:
        who = ", ".join((row.by.name, *row.by.organisations))
        why = sentences(row.judged.because)
        cells = (row.lesson.get_stage_display(), _("It holds"), why, "", who)
        yield [_("Another alliance here"), row.lesson.title, row.lesson.text, "", *cells]
