"""OFAC's SDN and non-SDN lists: three CSV files without headers, in Latin-1, joined by entity
number, or one file of XML.

Files are told apart by their number of columns: 12 for entries, 5 for aliases, 6 for addresses, 2
for remarks that ran over. `-0-` is null; some files end with a row that holds only the old
end-of-file mark.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from convene.core.names import Schema
from convene.core.watchlists import THINGS, Alias, Entry
from convene.feeds import FeedError
from convene.feeds.countries import codes
from convene.feeds.tables import encoding_of, rows
from convene.feeds.watchlists.ofac import advanced, xml
from convene.feeds.watchlists.telling import Telling
from convene.feeds.workbooks import Row
from convene.feeds.xml import root_of

SUFFIXES: tuple[str, ...] = (".csv", ".xml")
XML = {xml.ROOT: xml, advanced.ROOT: advanced}
"""Readers of OFAC's lists in XML by the first element of their files."""
END = "\x1a"
PARTS = {12: "entries", 5: "aliases", 6: "addresses", 2: "remarks"}
BIRTH = re.compile(r"(?:^|; )(?:alt\. )?DOB ([^;.]+)")
WEAK = re.compile(r"""a\.k\.a\. (?P<quote>['"])(?P<name>.+?)(?P=quote)(?=\s*(?:[;.]|$))""")
"""A weak alias ends at the quote before the end of its remark: names hold quotes too."""
NATIONALITY = re.compile(r"(?:nationality|citizen) ([^;.]+)")
IDENTIFIER = re.compile(
    r"(?:alt\. )?(?P<kind>(?:[^\W\d][^\s;]{0,30} ){0,6}?(?:Passport|Number|No\.?|ID|#|FEIN|RFC|R\.F\.C\.|C\.U\.R\.P\."
    r"|C\.U\.I\.T\.|D\.N\.I\.|I\.F\.E\.|SSN|MMSI|IMO|ISIN|LEI|BIK \(RU\)|\(USCC\)|Code)(?: IMO)?) (?P<value>(?=\S*\d)[A-Z0-9][\w./-]*)",
    re.IGNORECASE,
)
"""An item of the remarks that begins with a number: what it is called, and the number."""
NO_IDENTIFIER = re.compile(
    r"phone|fax|gazette|executive order|address|chinese commercial|license of|established|manufacture date",
    re.IGNORECASE,
)
SCHEMAS: dict[str, Schema] = {"individual": "person", "": "organisation"}
FACTS = {5: "call sign", 6: "type", 9: "flag", 10: "owner"}
"""Columns of the file of entries that say what a ship is; between them stand two of tonnage."""


def lists_in(files: Sequence[Path]) -> dict[str, tuple[Path, ...]]:
    """Tell the SDN list from the non-SDN list, whose files are named cons_prim.csv and so on."""
    by_list: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        by_list["ofac-non-sdn" if file.name.lower().startswith("cons") else "ofac"].append(file)
    return {name: tuple(paths) for name, paths in by_list.items()}


def dated(files: Sequence[Path]) -> str:
    """Return the day that a file of XML states; CSV files do not say of which day they are. Raises
    FeedError.
    """
    form = _xml(files)
    return form.dated(files[0]) if form else ""


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield the entries of a list with their aliases, countries and what the remarks hold. Raises
    FeedError.
    """
    if form := _xml(files):
        yield from form.read(files[0], list=list, telling=telling)
    else:
        yield from _joined(files, list=list, telling=telling)


def _xml(files: Sequence[Path]) -> ModuleType | None:
    """Return the reader of a list in XML; None where it is given as CSV. Raises FeedError."""
    if not any(file.suffix.lower() == ".xml" for file in files):
        return None
    if len(files) > 1:
        names = ", ".join(file.name for file in files[:4])
        raise FeedError(f"{names}: give one file of XML, or the files of CSV, not both")
    root = root_of(files[0])
    if root not in XML:
        raise FeedError(
            f"{files[0].name}: this is XML of another kind: it holds <{root[:60]}>, not {' or '.join(f'<{known}>' for known in XML)}"
        )
    return XML[root]


def _joined(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    parts = _parts(files)
    if "entries" not in parts:
        raise FeedError(
            f"{files[0].name}: no file with 12 columns, such as sdn.csv or cons_prim.csv, is among those given"
        )
    aliases, countries, remarks = _aliases(parts), _countries(parts), _remarks(parts)
    seen: set[str] = set()
    for row in _rows(parts["entries"], width=12):
        number = row.cells[0]
        seen.add(number)
        if not row.cells[1]:
            telling.aside(f"{parts['entries'].name}: row {row.number}: no name")
            continue
        yield _entry(
            row.cells,
            list=list,
            aliases=aliases[number],
            countries=countries[number],
            more=remarks.get(number, ""),
        )
    _check_joins(parts, seen=seen, aliases=aliases, countries=countries)


def _check_joins(
    parts: dict[str, Path],
    *,
    seen: set[str],
    **joined: dict[str, list[Alias]] | dict[str, list[str]],
) -> None:
    """Aliases of nobody mean that the file of entries was cut short between two rows."""
    for name, by_number in joined.items():
        if orphans := by_number.keys() - seen:
            other = parts["aliases" if name == "aliases" else "addresses"]
            raise FeedError(
                f"{parts['entries'].name}: {other.name} speaks of {len(orphans):,} entity numbers that are not in it, such as "
                f"{min(orphans)[:20]}; it is truncated, or the files are of different days"
            )


def _parts(files: Sequence[Path]) -> dict[str, Path]:
    files_by_kind: dict[str, Path] = {}
    for file in files:
        first = next(rows(file, encoding=encoding_of(file), delimiter=","), None)
        if first and first.cells == (END,):  # whole, and empty: nobody has an alias
            continue
        kind = PARTS.get(len(first.cells)) if first else None
        if first is None or kind is None or not first.cells[0].strip().isdigit():
            raise FeedError(
                f"{file.name}: this is not a file of OFAC's list: row 1 should start with an entity number and have 12, 5 or 6 columns"
            )
        if kind in files_by_kind:
            raise FeedError(
                f"{file.name}: a second file of {kind}; {files_by_kind[kind].name} is one already"
            )
        files_by_kind[kind] = file
    return files_by_kind


def _rows(file: Path, *, width: int) -> Iterator[Row]:
    for row in rows(file, encoding=encoding_of(file), delimiter=","):
        cells = tuple(_null(cell) for cell in row.cells)
        if not any(cells) or cells == (END,):
            continue
        if len(cells) != width or not cells[0].isdigit():
            raise FeedError(
                f"{file.name}: row {row.number}: {len(cells)} columns instead of {width}; the file is truncated or of another kind"
            )
        yield Row(number=row.number, cells=cells)


def _null(cell: str) -> str:
    text = cell.strip(
        " \t\r\n"
    )  # not the end-of-file mark, which strip() would take for white space
    return "" if text == "-0-" else " ".join(text.split()) if text != END else END


def _aliases(parts: dict[str, Path]) -> defaultdict[str, list[Alias]]:
    by_number: defaultdict[str, list[Alias]] = defaultdict(list)
    for row in _rows(parts["aliases"], width=5) if "aliases" in parts else ():
        if row.cells[3]:
            by_number[row.cells[0]].append(Alias(text=row.cells[3], quality="strong"))
    return by_number


def _countries(parts: dict[str, Path]) -> defaultdict[str, list[str]]:
    countries: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(parts["addresses"], width=6) if "addresses" in parts else ():
        countries[row.cells[0]].append(row.cells[4])
    return countries


def _remarks(parts: dict[str, Path]) -> dict[str, str]:
    return (
        {row.cells[0]: row.cells[1] for row in _rows(parts["remarks"], width=2)}
        if "remarks" in parts
        else {}
    )


def _weak(remarks: str) -> Iterator[str]:
    return (match["name"] for match in WEAK.finditer(remarks))


def _entry(
    cells: tuple[str, ...],
    *,
    list: str,
    aliases: Sequence[Alias],
    countries: Sequence[str],
    more: str,
) -> Entry:
    remarks = cells[11] + more
    weak = (Alias(text=text.strip(" ,;"), quality="weak") for text in _weak(remarks))
    return Entry(
        list=list,
        id=cells[0],
        name=cells[1],
        schema=SCHEMAS.get(cells[2].casefold(), "unknown"),
        aliases=(*aliases, *(alias for alias in weak if alias.text)),
        countries=codes(*countries, *NATIONALITY.findall(remarks), cells[9]),
        programmes=tuple(part.strip("[] ") for part in cells[3].split("] [") if part.strip("[] ")),
        reason=remarks,
        identifiers=tuple(dict.fromkeys(_numbers(remarks))),
        topics=(kind,) if (kind := cells[2].casefold()) in THINGS else (),
        born=tuple(day.strip() for day in BIRTH.findall(remarks)),
        kind="sanction",
        facts=tuple((what, cells[place]) for place, what in FACTS.items() if cells[place]),
    )


def _numbers(remarks: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers that the remarks name; a passport's, a register's and a ship's count."""
    for item in remarks.split("; "):
        match = IDENTIFIER.match(item.strip())
        if match and not NO_IDENTIFIER.search(item[:60]):
            yield match["kind"].rstrip("."), match["value"].rstrip(".")
