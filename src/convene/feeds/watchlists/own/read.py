"""An organisation's own list: a CSV or XLSX table with id and name, and if need be aliases, schema,
country, programme, reason, days of birth, numbers and the end of a period.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from convene.core.names import SCHEMAS
from convene.core.watchlists import Alias, Entry
from convene.feeds import FeedError
from convene.feeds.countries import codes, unknown
from convene.feeds.watchlists.debarred import over
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".csv", ".xlsx")
COLUMNS = (
    "id",
    "name",
    "aliases",
    "schema",
    "country",
    "programme",
    "reason",
    "born",
    "identifier",
    "until",
)


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header, if it does."""
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield entries. Aliases, countries, days of birth and numbers are set apart by semicolons.
    Raises FeedError.
    """
    file = files[0]
    for record in entries_of(
        file,
        name="name",
        required=("id", "name"),
        telling=telling,
        search=1,
        known=COLUMNS,
        otherwise="utf-8-sig",
    ):
        where = f"{file.name}: {record.where}"
        row = {column: record.values.get(column, "") for column in COLUMNS}
        if row["id"] and row["name"]:
            yield _entry(row, list=list, where=where, telling=telling)
        else:
            telling.aside(f"{where}: {'no name' if row['id'] else 'no id'}")


def _entry(row: dict[str, str], *, list: str, where: str, telling: Telling) -> Entry:
    if row["schema"].casefold() not in SCHEMAS:
        raise FeedError(
            f"{where}: schema “{row['schema'][:40]}” is not known; write organisation or person"
        )
    if strange := unknown(row["country"].split(";")):
        raise FeedError(
            f"{where}: country “{strange[0][:40]}” is not known; write a code such as PY"
        )
    return Entry(
        list=list,
        id=row["id"],
        name=row["name"],
        schema=SCHEMAS[row["schema"].casefold()],
        aliases=tuple(Alias(text=text) for text in _parts(row["aliases"])),
        countries=codes(*row["country"].split(";")),
        programmes=(row["programme"],) if row["programme"] else (),
        reason=row["reason"],
        identifiers=tuple(("Number", number) for number in _parts(row["identifier"])),
        born=_parts(row["born"]),
        kind="own",
        until=over(row["until"], where=where, telling=telling),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(text for part in cell.split(";") if (text := part.strip()))
