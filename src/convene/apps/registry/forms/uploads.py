"""A table that somebody uploads: hostile until read."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.actions.importing import Table
from convene.apps.registry.models import Import
from convene.apps.registry.queries import tie_rows
from convene.apps.registry.queries.importing import MOST_ROWS
from convene.apps.registry.queries.rows import COLUMNS
from convene.apps.registry.queries.titles import of_table
from convene.core import writing
from convene.feeds import FeedError, tables
from convene.feeds.values import Note
from convene.feeds.writing import FORMULA_STARTS
from convene.ground.files import at_most

LARGEST_FILE = 5_000_000
MARKED = tuple(f"'{mark}" for mark in (*FORMULA_STARTS, "'"))
"""How a cell begins that an export put an apostrophe before."""


class ImportForm(forms.Form):
    """A table of organisations, or of who stands behind them."""

    table = forms.FileField(
        label=_("Table (.csv, .tsv or .xlsx)"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("At most 5 MB and 5,000 rows. The first row names the columns."),
        validators=[at_most(LARGEST_FILE, refusal=_("This file is larger than 5 MB."))],
    )

    def clean_table(self) -> Table:
        file = self.cleaned_data["table"]
        try:
            return read(file.read(), name=file.name)
        except FeedError as error:
            raise ValidationError(str(error)) from error


def read(content: bytes, *, name: str) -> Table:
    """Return the rows of a file. Raises FeedError naming file, row and value."""
    tidied = writing.tidy(Path(name).name.replace("/", " "))
    suffix = Path(tidied).suffix[:10]
    file_name = f"{tidied.removesuffix(suffix)[:80] or 'table'}{suffix}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(content)
        notes: list[str] = []
        records = list(_records(path, note=notes.append))
    of, columns = _kind(records[0])
    read = [(record.number, _unescaped(record.values)) for record in records]
    unknown = dict.fromkeys(
        name for _number, cells in read for name in cells if name not in columns
    )
    return Table(
        of=of,
        file_name=file_name,
        sha256=sha256(content).hexdigest(),
        unknown=tuple(unknown),
        notes=tuple(notes),
        rows=tuple(
            (number, {name: cell for name, cell in cells.items() if name in columns and cell})
            for number, cells in read
        ),
    )


def _kind(first: tables.Record) -> tuple[str, Collection[str]]:
    """Return what a table is of, and its columns: one that says behind which organisation somebody
    stands is of those.
    """
    if "organisation" in first.values:
        return Import.Of.TIES, tie_rows.COLUMNS
    return Import.Of.ORGANISATIONS, COLUMNS


def _records(path: Path, *, note: Note) -> Iterator[tables.Record]:
    count = 0
    read = tables.records(path, required=["name"], naming=of_table, unread=note, first=True)
    for count, record in enumerate(read, start=1):
        if count > MOST_ROWS:
            raise FeedError(f"{path.name}: there are more than {MOST_ROWS:,} rows; split the table")
        _of, columns = _kind(record)
        if formulas := [cell for name, cell in record.formulas.items() if name in columns]:
            raise FeedError(
                f"{path.name}: the cell {formulas[0]} holds a formula without a value; paste values instead"
            )
        if record.fault:
            raise FeedError(f"{path.name}: row {record.number}: {record.fault}")
        yield record
    if not count:
        raise FeedError(f"{path.name}: there is no row under the names of the columns")


def _unescaped(cells: Mapping[str, str]) -> dict[str, str]:
    """Take away the apostrophe that exports put before what a spreadsheet would run as a formula,
    and before an apostrophe.
    """
    return {name: cell[1:] if cell.startswith(MARKED) else cell for name, cell in cells.items()}
