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

from babel.core import get_global

from convene.packs import places
from tools.pages.layout import ROOT

FOLDER = ROOT.parent / "shared/data/governance"
WGI = "2020_Worldwide_Governance_Indicators_1996-2019.csv"
OBS = "wdr2025_open_budget.csv"
CLASSES = "wdr2025_countryclass.csv"
HERE = ROOT / "src/convene/packs/places"
INDICATORS = {
    "ControlofCorruption": "control_of_corruption",
    "RuleofLaw": "rule_of_law",
    "GovernmentEffectiveness": "government_effectiveness",
    "RegulatoryQuality": "regulatory_quality",
    "VoiceandAccountability": "voice_and_accountability",
    "PoliticalStability": "political_stability",
}
OLDER_CODES = {"ROM": "RO", "WBG": "PS", "ADO": "AD"}
"""Codes of the World Bank that are not, or no longer, ISO 3166-1 alpha-3."""
MARK = "# Written by tools/governance.py from here on."
FOUR, TWO, WHOLE = Decimal("0.0001"), Decimal("0.01"), Decimal(1)
Row = tuple[str, str, int, str, str, str]


def main(folder: Path) -> None:
    rows = sorted(
        {(row[0], row[1]): row for row in sorted(_figures(folder), key=lambda row: row[2])}.values()
    )
    with (HERE / "governance.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["country", "indicator", "year", "value", "error", "rank"])
        writer.writerows(rows)
    file = HERE / "governance.yaml"
    kept = file.read_text(encoding="utf-8").split(MARK)[0].rstrip()
    file.write_text(f"{kept}\n\n{MARK}\n{_groups(folder)}", encoding="utf-8")
    print(f"{len(rows)} figures of {len({row[0] for row in rows})} countries")


def _figures(folder: Path) -> Iterator[Row]:
    for row in _table(folder / WGI, "latin-1"):
        code = iso2(row["Code"])
        if code and row["Estimate"] not in ("", "NA"):
            estimate, error, rank = (
                _cut(FOUR, row["Estimate"]),
                _cut(FOUR, row["StdErr"]),
                _cut(TWO, row["Rank"]),
            )
            yield code, INDICATORS[row["Indicator"]], int(row["Year"]), estimate, error, rank
    for row in _table(folder / OBS, "utf-8"):
        code = iso2(row["country_code"])
        if code and row["budget_transparency_score"]:
            yield (
                code,
                "budget_transparency",
                int(float(row["year"])),
                _cut(WHOLE, row["budget_transparency_score"]),
                "",
                "",
            )


def _cut(places: Decimal, figure: str) -> str:
    return str(Decimal(figure).quantize(places))


def _groups(folder: Path) -> str:
    groups: dict[str, list[str]] = {}
    for row in _table(folder / CLASSES, "utf-8"):
        code = iso2(row["country_code"])
        if code and row["income_group"]:
            groups.setdefault(row["income_group"], []).append(code)
    lines = (
        f"  {title}: [{', '.join(_quoted(code) for code in sorted(codes))}]"
        for title, codes in sorted(groups.items())
    )
    return "groups:\n" + "\n".join(lines) + "\n"


def _quoted(code: str) -> str:
    return f'"{code}"' if code == "NO" else code


def iso2(code: str) -> str:
    """Return the ISO 3166-1 alpha-2 code for a code of the World Bank, or nothing where we have no
    page for it (groups of countries).
    """
    found = OLDER_CODES.get(code) or next(iter(get_global("territory_aliases").get(code, ())), "")
    return found if found in places.regions() else ""


def _table(file: Path, encoding: str) -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
