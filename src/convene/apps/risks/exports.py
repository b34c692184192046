"""The register of risks as a table of a spreadsheet."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from convene.apps.risks.models import Rating, SignOff
from convene.apps.risks.queries.register import Row
from convene.core import risks
from convene.feeds.writing import write_xlsx

Cells = list[str | float | None]


def workbook(rows: Iterable[Row]) -> bytes:
    """Return a workbook with a line for each risk; what nobody has rated is empty."""
    out = io.BytesIO()
    header = (
        _("What could go wrong"),
        _("How, and for whom"),
        _("Category"),
        _("About which partner"),
        _("Likelihood before"),
        _("Impact before"),
        _("Product before"),
        _("Band before"),
        _("Likelihood after"),
        _("Impact after"),
        _("Product after"),
        _("Band after"),
        _("Response"),
        _("Who looks after it"),
        _("Review on"),
        _("State"),
        _("Why it is so"),
        _("Signed off by"),
        _("Signed off on"),
        _("Reason"),
        _("Written down by"),
    )
    write_xlsx(out, header=header, lines=[_line(row) for row in rows])
    return out.getvalue()


def _line(row: Row) -> Cells:
    risk = row.risk
    return [
        risk.title,
        risk.note,
        risk.get_category_display(),
        str(risk.partner or ""),
        *_rated(row.before),
        *_rated(row.after),
        risk.response,
        str(risk.owner_person or risk.owner_partner or ""),
        risk.review_on.isoformat() if risk.review_on else "",
        risk.get_state_display(),
        risk.because,
        *_signed(row.sign_off),
        str(risk.added_by),
    ]


def _rated(rating: Rating | None) -> Cells:
    if rating is None:
        return [None] * 4
    weight = rating.rated
    figures = (weight.likelihood, weight.impact, weight.score)
    return [*map(float, figures), _(risks.LABELS[weight.band])]


def _signed(sign_off: SignOff | None) -> Cells:
    if sign_off is None:
        return [None] * 3
    return [str(sign_off.by), sign_off.at.date().isoformat(), sign_off.reason]
