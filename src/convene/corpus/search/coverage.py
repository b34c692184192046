"""What a snapshot does not cover, worked out once: its sources with their years and countries, what
is missing, and what codes are called.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from convene.core.open_data import Gap
from convene.core.reasons import Reason, gettext_noop, kept, recalled
from convene.corpus import engine
from convene.packs.read import fit, parse_file

FILE = "coverage.json"
DECLARED = Path(__file__).parent / "gaps.yaml"
SILENT = gettext_noop(
    "Between its first and its last record, {publisher} names no activity that was under way in {years}."
)
ASIDE = gettext_noop("Records that could not be read and were set aside: {count}.")
WITHHELD = gettext_noop(
    "Places where a record withholds the name of an organisation, or has something there that is no name: {count}."
)
UNDATED = gettext_noop(
    "Activities that name no year, so that a search by year leaves them out: {count}."
)
PLACELESS = gettext_noop(
    "Activities that name no country, so that a search by country leaves them out: {count}."
)
SECTORLESS = gettext_noop(
    "Activities that name no sector of the DAC's list, so that a search by sector leaves them out: {count}."
)
UNMAPPED = gettext_noop(
    "Activities that could not be placed with any model of the guide, so that a search by model leaves them out: {count}."
)


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What a publisher says is missing."""

    code: str
    publisher: str
    sentence: str
    said_by: str
    first_year: int | None = None
    last_year: int | None = None


@cache
def declared() -> tuple[Declared, ...]:
    """Return what publishers say is missing. Raises ReadError when the file is not as
    it should be.
    """
    return tuple(fit(each, Declared) for each in parse_file(DECLARED)["gaps"])


def write(folder: Path, *, into: Path) -> None:
    """Write what the snapshot in a folder does not cover."""
    names = ("sources", "activities", "mentions", "money", "set_aside")
    files = {name: folder / f"{name}.parquet" for name in names} | {"facts": into / "facts.parquet"}
    with engine.over(files, work=into) as connection:

        def asked(name: str) -> DuckDBPyConnection:
            return connection.execute(engine.statement(name, room="search"))

        (counts,) = asked("counts").to_arrow_table().to_pylist()
        years = asked("known_years").fetchall()
        contents = {
            "counts": counts,
            "countries": {str(source): codes for source, codes in asked("countries").fetchall()},
            "gaps": [
                {**asdict(gap), "sentence": kept(gap.sentence)}
                for gap in (*_declared(years), *_silent(years), *_counted(counts))
            ],
            "sectors": dict(asked("sector_names").fetchall()),
        }
    (into / FILE).write_text(json.dumps(contents, ensure_ascii=False, indent=1), encoding="utf-8")


def _declared(years: Sequence[tuple[str, list[int], list[int]]]) -> Iterator[Gap]:
    for gap in declared():
        sources = sorted(
            number
            for publisher, numbers, _ in years
            if re.search(gap.publisher, publisher)
            for number in numbers
        )
        if sources:
            yield Gap(
                code=gap.code,
                sentence=Reason(gap.sentence),
                first_year=gap.first_year,
                last_year=gap.last_year,
                sources=tuple(sources),
                said_by=gap.said_by,
            )


def _silent(every: Sequence[tuple[str, list[int], list[int]]]) -> Iterator[Gap]:
    """Yield the years between a publisher's first and last in which no activity was under way."""
    for publisher, sources, years in every:
        for before, after in pairwise(years):
            if after - before > 1:
                span = str(before + 1) if after - before == 2 else f"{before + 1}–{after - 1}"
                yield Gap(
                    code="silent",
                    sentence=Reason(SILENT, {"publisher": publisher, "years": span}),
                    first_year=before + 1,
                    last_year=after - 1,
                    sources=tuple(sources),
                )


def _counted(counts: Mapping[str, int]) -> Iterator[Gap]:
    sentences = {
        "set_aside": ASIDE,
        "unnamed": WITHHELD,
        "undated": UNDATED,
        "placeless": PLACELESS,
        "sectorless": SECTORLESS,
        "unmapped": UNMAPPED,
    }
    yield from (
        Gap(code=code, sentence=Reason(text, {"count": counts[code]}))
        for code, text in sentences.items()
        if counts[code]
    )


def read(into: Path) -> dict[str, Any]:
    """Return what was written, with its gaps as records."""
    contents: dict[str, Any] = json.loads((into / FILE).read_text(encoding="utf-8"))
    contents["gaps"] = tuple(_gap(gap) for gap in contents["gaps"])
    return contents


def _gap(stored: Mapping[str, Any]) -> Gap:
    return Gap(
        **{
            **stored,
            "sentence": recalled(stored["sentence"]),
            "sources": tuple(stored["sources"]),
        }
    )
