"""An organisation's own list: a CSV or XLSX table with id and name, and if need be aliases, schema,
country, programme and reason.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from convene.core.names import SCHEMAS
from convene.core.watchlists import Alias, Entry
from convene.feeds import FeedError
from convene.feeds.countries import codes, unknown
from convene.feeds.tables import records

SUFFIXES: tuple[str, ...] = (".csv", ".xlsx")
COLUMNS = ("id", "name", "aliases", "schema", "country", "programme", "reason")


def dated(files: Sequence[Path]) -> str:
    """Return nothing: the file does not say of which day it is."""
    return ""


def read(files: Sequence[Path], *, list: str, aside: Callable[[str], None]) -> Iterator[Entry]:
    """Yield entries. Aliases and countries are set apart by semicolons. Raises FeedError."""
    file = files[0]
    for record in records(file, required=("id", "name"), known=COLUMNS):
        if record.fault:
            aside(f"{file.name}: row {record.number}: {record.fault}")
            continue
        row = {column: record.values.get(column, "") for column in COLUMNS}
        if not row["id"] or not row["name"]:
            aside(f"{file.name}: row {record.number}: {'no name' if row['id'] else 'no id'}")
            continue
        if row["schema"].casefold() not in SCHEMAS:
            raise FeedError(
                f"{file.name}: row {record.number}: schema “{row['schema'][:40]}” is not known; write organisation or person"
            )
        if strange := unknown(row["country"].split(";")):
            raise FeedError(
                f"{file.name}: row {record.number}: country “{strange[0][:40]}” is not known; write a code such as PY"
            )
        yield Entry(
            list=list,
            id=row["id"],
            name=row["name"],
            schema=SCHEMAS[row["schema"].casefold()],
            aliases=tuple(
                Alias(text=text.strip()) for text in row["aliases"].split(";") if text.strip()
            ),
            countries=codes(*row["country"].split(";")),
            programmes=(row["programme"],) if row["programme"] else (),
            reason=row["reason"],
            kind="own",
        )
