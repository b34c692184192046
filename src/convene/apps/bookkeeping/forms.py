"""A workbook that somebody uploads: hostile until read."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from convene.apps.bookkeeping.actions.bringing import Line, Table
from convene.apps.bookkeeping.queries.columns import SHEETS
from convene.apps.bookkeeping.queries.here import tidied
from convene.apps.bookkeeping.words import COLUMNS
from convene.core.writing import tidy
from convene.documents import foreign_workbook
from convene.documents.foreign_workbook import NotRead, Row
from convene.ground.files import at_most
from convene.ground.templatetags.reasons import sentence

LARGEST_FILE = 10_000_000
MOST_ROWS = 20_000
"""Rows of one workbook (expert choice: what one person can look through)."""


class UploadForm(forms.Form):
    """A workbook of promises and deliveries, as it is downloaded here."""

    table = forms.FileField(
        label=_("Workbook (.xlsx)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("At most 10 MB and 20,000 rows. You see first what each row would do."),
        validators=[at_most(LARGEST_FILE, refusal=_("This file is larger than 10 MB."))],
    )

    def clean_table(self) -> Table:
        file = self.cleaned_data["table"]
        try:
            return read(file.read(), name=file.name)
        except NotRead as why:
            raise ValidationError(sentence(why.reason)) from why


class UndoForm(forms.Form):
    """Why a workbook is undone; who signs where promises are amended back."""

    reason = forms.CharField(label=_("Why?"), max_length=3000, widget=forms.Textarea({"rows": 2}))
    signatory = forms.CharField(
        label=_("Who signed for the partners?"),
        max_length=200,
        required=False,
        help_text=_("Only where something that was promised already is amended back."),
    )


def read(content: bytes, *, name: str) -> Table:
    """Return the rows of a workbook. Raises NotRead, and ValidationError for one without our
    sheets or columns.
    """
    sheets = foreign_workbook.read(content)
    ours = {sheet: rows for sheet, rows in sheets.items() if sheet in SHEETS and rows}
    if not ours:
        raise ValidationError(
            gettext("There is neither a sheet “promises” nor a sheet “deliveries” in it.")
        )
    places = {sheet: _places(sheet, rows[0]) for sheet, rows in ours.items()}
    lines = [
        line
        for sheet, rows in ours.items()
        for line in (_line(sheet, row, places[sheet]) for row in rows[1:])
        if line.cells or line.formulas
    ]
    if len(lines) > MOST_ROWS:
        too_many = ngettext(
            "There is more than %(most)s row in it. Split it.",
            "There are more than %(most)s rows in it. Split it.",
            MOST_ROWS,
        )
        raise ValidationError(too_many % {"most": f"{MOST_ROWS:,}"})
    if not lines:
        raise ValidationError(gettext("There is no row under the names of the columns."))
    return Table(
        file_name=_file_name(name),
        sha256=sha256(content).hexdigest(),
        columns=places,
        lines=tuple(lines),
        notes=tuple(_unknown(sheets, places)),
    )


def _places(sheet: str, head: Row) -> dict[str, int]:
    """Return where each known column stands. Raises ValidationError where one stands twice, or the
    key is not there.
    """
    codes = [tidied(cell).casefold() for cell in head.cells]
    known = [column.code for column in SHEETS[sheet]]
    about: dict[str, Any] = {"sheet": sheet}
    for code in known:
        if codes.count(code) > 1:
            twice = gettext("The column “%(column)s” stands twice in the sheet “%(sheet)s”.")
            raise ValidationError(twice % {**about, "column": code})
    for code in ("id", "version"):
        if code not in codes:
            gone = gettext("The sheet “%(sheet)s” has no column “%(column)s”.")
            raise ValidationError(gone % {**about, "column": code})
    return {code: codes.index(code) for code in known if code in codes}


def _line(sheet: str, row: Row, places: dict[str, int]) -> Line:
    cells = {code: tidied(row.cells[place]) for code, place in places.items() if row.cells[place:]}
    return Line(
        sheet=sheet,
        number=row.number,
        cells={code: cell for code, cell in cells.items() if cell},
        formulas=tuple(code for code, place in places.items() if place in row.formulas),
    )


def _unknown(sheets: Any, places: dict[str, dict[str, int]]) -> list[str]:
    """Name the sheets and columns that nobody knows."""
    others = [sheet for sheet in sheets if sheet not in (*SHEETS, COLUMNS)]
    for sheet, known in places.items():
        head = enumerate(sheets[sheet][0].cells)
        others += [
            f"{sheet}: {cell}" for place, cell in head if cell and place not in known.values()
        ]
    return [tidy(other)[:100] for other in others][:50]


def _file_name(name: str) -> str:
    tidied_name = tidy(Path(name).name.replace("/", " "))
    return f"{tidied_name.removesuffix('.xlsx')[:80] or 'workbook'}.xlsx"
