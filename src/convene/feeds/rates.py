"""Tables of rates that people load: one of their own (currency, day, rate, source), or the history
of the European Central Bank, which is recognised by its header.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from convene import disk
from convene.core.currencies import currency as checked
from convene.core.money import RATE_PLACES, Refused, exact_rate, kept, plain
from convene.core.rates import CROSS, Rate
from convene.feeds import FeedError
from convene.feeds.tables import Record, records, rows
from convene.feeds.unpacking import members, packing, unpacked
from convene.feeds.values import Note, today, when
from convene.feeds.workbooks import Row
from convene.packs.codelists import currencies

COLUMNS = ("currency", "day", "rate", "source")
"""Of a table of one's own: base units for one unit of the currency."""
LARGEST = 50_000_000
"""Bytes of a file; the history of the European Central Bank has two million."""
MOST = 2_000_000
"""Rates of a file; that history has 300,000."""
BANK = "European Central Bank, {name}"
GAPS = ("", "N/A")
"""What stands in the bank's history where it published no rate."""


def read(path: Path, *, base: str, refused: Note) -> Iterator[Rate]:
    """Yield the rates of a file, a CSV file or a zip archive with one; `base` is the currency of a
    table of one's own, the bank's history names its own. Whoever gives `refused` is told in a
    sentence of each row or cell that is no rate. Raises FeedError for a file that is none.
    """
    if path.stat().st_size > LARGEST:
        raise FeedError(f"{path.name}: a table of rates is never larger than {LARGEST:,} bytes")
    packed = packing(path)
    if not packed:
        yield from _counted(path, base=base, refused=refused)
        return
    inside = list(members(path, packing=packed, name=path.name))
    if len(inside) != 1:
        raise FeedError(f"{path.name}: should hold one table of rates, and holds {len(inside)}")
    ((name, member),) = inside
    into = disk.data() / "unpacked"
    with unpacked(path, member, name=name, into=into, progress=lambda *_: None) as plain_file:
        if plain_file.stat().st_size > LARGEST:
            raise FeedError(f"{path.name}: a table of rates is never larger than {LARGEST:,} bytes")
        yield from _counted(plain_file, base=base, refused=refused)


def _counted(path: Path, *, base: str, refused: Note) -> Iterator[Rate]:
    for number, rate in enumerate(_read(path, base=base, refused=refused)):
        if number == MOST:
            raise FeedError(f"{path.name}: holds more than {MOST:,} rates")
        yield rate


def _read(path: Path, *, base: str, refused: Note) -> Iterator[Rate]:
    header = next(iter(rows(path)), None)
    if header is not None and is_history(header.cells):
        return _history(path, refused=refused)
    return _own(path, base=base, refused=refused)


def is_history(titles: tuple[str, ...]) -> bool:
    """Say whether a header is that of the bank's history: a day, and a column a currency."""
    codes = [title.strip() for title in titles[1:] if title.strip()]
    known = currencies()
    return titles[:1] == ("Date",) and bool(codes) and all(code in known for code in codes)


def _history(path: Path, *, refused: Note) -> Iterator[Rate]:
    """Yield what one euro was worth in each currency on each day."""
    table = iter(rows(path))
    codes = [title.strip() for title in next(table).cells[1:]]
    source = BANK.format(name=path.name)
    for row in table:
        yield from _of_a_day(row, codes, source=source, refused=refused)


def _of_a_day(row: Row, codes: list[str], *, source: str, refused: Note) -> Iterator[Rate]:
    if not any(row.cells):
        return
    try:
        day = _day(row.cells[0])
    except Refused as error:
        refused(f"row {row.number}: Date: {error}")
        return
    for code, cell in zip(codes, row.cells[1:], strict=False):
        if code and cell.strip() not in GAPS:
            try:
                yield _rate(code, CROSS, day, cell, source=source)
            except Refused as error:
                refused(f"row {row.number}: {code}: {error}")


def _own(path: Path, *, base: str, refused: Note) -> Iterator[Rate]:
    for record in records(path, required=COLUMNS, known=COLUMNS):
        try:
            yield _own_rate(record, base=base)
        except Refused as error:
            refused(f"row {record.number}: {error}")


def _own_rate(record: Record, *, base: str) -> Rate:
    if record.fault:
        raise Refused(record.fault)
    cells = {name: record.values[name].strip() for name in COLUMNS}
    if not cells["source"]:
        raise Refused("there is no source; say who published the rate")
    day = _day(cells["day"])
    code = checked(cells["currency"], on=day, known=currencies()).code
    if code == base:
        raise Refused("“{code}” is the base itself", code=code)
    return _rate(base, code, day, cells["rate"], source=cells["source"][:300])


def _day(text: str) -> date:
    moment = when(text)
    if moment is None or moment.exact is None:
        raise Refused("“{value}” is no day, such as 2026-03-31", value=text[:40])
    if moment.exact > today():
        raise Refused("{day} is still to come, and no rate is known for it", day=str(moment.exact))
    return moment.exact


def _rate(base: str, code: str, day: date, text: str, *, source: str) -> Rate:
    rate = kept(exact_rate(text))
    if len(plain(rate).partition(".")[2]) > RATE_PLACES:
        most = "“{value}” has more than {most} digits after the point"
        raise Refused(most, value=text[:40], most=RATE_PLACES)
    return Rate(base, code, day, rate, source)
