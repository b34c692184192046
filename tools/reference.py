"""Write the reference pages that come from the product itself: packs, spec tables, the command
line, the answer's shape.

Usage: python -m tools.reference          write docs/reference/
       python -m tools.reference --check  only say which pages are stale
"""

import sys
from collections.abc import Mapping

from convene import packs
from tools.pages import (
    advice,
    cli,
    codes,
    diligence,
    ledger,
    lifecycle,
    longlist,
    mapping,
    pack,
    practice,
    risks,
    sameness,
    schemas,
    scorecard,
    watchlists,
)
from tools.pages.layout import MADE, ROOT, json_text

HERE = ROOT / "docs/reference"


def pages() -> Mapping[str, str]:
    """Return the text of each generated page by file name."""
    return {
        **{f"{name}.schema.json": json_text(schemas.schema(name)) for name in schemas.PUBLISHED},
        "advice.md": advice.advice_page(),
        "cli.md": cli.cli_page(),
        "codes.md": codes.codes_page(packs.guide()),
        "longlist.md": longlist.longlist_page(),
        "contributions.md": ledger.contributions_page(),
        "leverage.md": ledger.leverage_page(),
        "diligence.md": diligence.diligence_page(),
        "lifecycle.md": lifecycle.lifecycle_page(),
        "mapping.md": mapping.mapping_page(),
        "pack.md": pack.pack_page(),
        "practice.md": practice.practice_page(),
        "risks.md": risks.risks_page(),
        "sameness.md": sameness.sameness_page(),
        "scorecard.md": scorecard.scorecard_page(),
        "watchlists.md": watchlists.watchlists_page(),
    }


def stale() -> list[str]:
    """Return the names of the pages that differ from what they should be, or that nothing writes
    any more.
    """
    wanted = pages()
    written = {
        file.name
        for file in HERE.iterdir()
        if file.suffix == ".json" or file.read_text(encoding="utf-8").startswith(MADE)
    }
    wrong = {
        name
        for name, text in wanted.items()
        if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != text
    }
    return sorted(wrong | (written - set(wanted)))


def main() -> int:
    if "--check" in sys.argv:
        for name in stale():
            print(f"docs/reference/{name} is stale: python -m tools.reference")
        return 1 if stale() else 0
    HERE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
