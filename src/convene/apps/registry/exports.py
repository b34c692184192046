"""Organisations as a table, in the columns that the import reads."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from convene.apps.registry.models import NameKind, Organisation
from convene.apps.registry.queries.rows import COLUMNS
from convene.core import media
from convene.feeds import writing

FORMATS = {"csv": media.CSV, "xlsx": media.XLSX}
HEADER = (*COLUMNS, "id", "merged_into")
"""The import does not read the last two: an id is given here, never taken from a file."""


def table(found: QuerySet[Organisation], *, format: str) -> bytes:
    """Return organisations as a CSV or XLSX file; no cell is a formula."""
    lines = [tuple(line(organisation)) for organisation in found.prefetch_related("parent__names")]
    return _xlsx(lines) if format == "xlsx" else _csv(lines)


def line(organisation: Organisation) -> Iterator[str]:
    """Yield the cells of one organisation, in the order of the header."""
    names = list(organisation.names.all())
    main = next((name for name in names if name.kind == NameKind.PRIMARY), None)
    cells = {
        "name": main.text if main else "",
        "language": main.language if main else "",
        "other_names": "; ".join(name.text for name in names if name.kind == NameKind.ALIAS),
        "former_names": "; ".join(name.text for name in names if name.kind == NameKind.FORMER),
        "identifiers": "; ".join(str(number) for number in organisation.identifiers.all()),
        "parent": str(organisation.parent or ""),
        "merged_into": str(organisation.merged_into_id or ""),
    }
    for column in HEADER:
        yield cells[column] if column in cells else said(getattr(organisation, column))


def said(value: object) -> str:
    """Return a value as the import reads it."""
    return (
        {None: "", True: "yes", False: "no"}[value]
        if value is None or isinstance(value, bool)
        else str(value)
    )


def _csv(lines: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_marked(cell) for cell in cells] for cells in lines)
    return out.getvalue().encode("utf-8-sig")


def _marked(cell: str) -> str:
    """Return text that no spreadsheet takes for a formula. The import takes one apostrophe off, so
    one that somebody wrote is doubled.
    """
    return f"'{cell}" if cell.startswith("'") else writing.safe_cell(cell)


def _xlsx(lines: Iterable[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    writing.write_xlsx(out, header=HEADER, lines=lines)
    return out.getvalue()
