"""The ways of an alliance as a table of a spreadsheet."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from convene.apps.practice.queries.ways import Row
from convene.core.guide import Statement
from convene.core.labels import hedges
from convene.feeds.writing import write_xlsx


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
