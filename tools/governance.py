"""Write packs/places/governance.csv and the income groups of governance.yaml from the files that
their publishers offer. For maintainers.

Usage: python -m tools.governance [FOLDER]   FOLDER holds the publishers' files; without it,
../shared/data/governance beside the checkout
"""

import csv
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from convene.feeds.governance import country_of, read
from tools.pages.layout import ROOT

FOLDER = ROOT.parent / "shared/data/governance"
WGI = "2020_Worldwide_Governance_Indicators_1996-2019.csv"
OBS = "wdr2025_open_budget.csv"
CLASSES = "wdr2025_countryclass.csv"
HERE = ROOT / "src/convene/packs/places"
MARK = "# Written by tools/governance.py from here on."
Row = tuple[str, str, int, str, str, str]


def main(folder: Path) -> None:
    rows = sorted(_figures(folder))
    with (HERE / "governance.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["country", "indicator", "year", "value", "error", "rank"])
        writer.writerows(rows)
    file = HERE / "governance.yaml"
    kept = file.read_text(encoding="utf-8").split(MARK)[0].rstrip()
    file.write_text(f"{kept}\n\n{MARK}\n{_groups(folder)}", encoding="utf-8")
    print(f"{len(rows)} figures of {len({row[0] for row in rows})} countries")


def _figures(folder: Path) -> Iterator[Row]:
    for form, file in (("wgi", WGI), ("obs", OBS)):
        for it in read(folder / file, form=form).edition.figures:
            value, error, rank = _said(it.value), _said(it.error), _said(it.rank)
            yield it.country, it.indicator, it.year, value, error, rank


def _said(figure: Decimal | None) -> str:
    return "" if figure is None else str(figure)


def _groups(folder: Path) -> str:
    groups: dict[str, list[str]] = {}
    for row in _table(folder / CLASSES):
        code = country_of(row["country_code"])
        if code and row["income_group"]:
            groups.setdefault(row["income_group"], []).append(code)
    lines = (
        f"  {title}: [{', '.join(_quoted(code) for code in sorted(codes))}]"
        for title, codes in sorted(groups.items())
    )
    return "groups:\n" + "\n".join(lines) + "\n"


def _quoted(code: str) -> str:
    return f'"{code}"' if code == "NO" else code


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
