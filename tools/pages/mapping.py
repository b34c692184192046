"""How published activities map to the guide's models: the codes, the phrases and the table that the
tests run.
"""

from collections.abc import Mapping
from typing import Any

from convene import packs
from convene.core.guide import Phrases, Purpose
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, capital, page, table

STRENGTHS = {
    "likely": "likely",
    "possible": "possible",
    "beside_text": "only beside text that says so",
}
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French"}


def mapping_page() -> str:
    guide = packs.guide()
    spec = parse_file(ROOT / "tests/spec/mapping.yaml")
    return page(
        "How activities map to models",
        "Which published activities look like which of the guide's kinds of alliance. This is our reading, not the guide's and not the "
        "publishers'; each mapping carries its reason, and an activity that nothing points to stays unmapped. "
        "[How well it does](../explanation/mapping-activities.md) says what a look at a sample found.",
        f"## Rules\n\n{spec['about'].strip()}\n\n{table(('Case', 'Models'), (_row(row) for row in spec['rows']))}",
        f"## Codes\n\n{table(('DAC purpose', 'Models', 'Because'), (_purpose(purpose) for purpose in guide.purposes))}",
        f"## Phrases\n\n{table(('Model', 'Language', 'Confidence', 'Phrases'), (_phrases(group) for group in guide.phrases))}",
    )


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    given = [f"DAC {code}" for code in row.get("codes", ())]
    given += [
        f"{part} “{' '.join(row[part].split())}”"
        for part in ("title", "description")
        if part in row
    ]
    name = capital(row["name"])
    return f"{name}: {', '.join(given)}" if given else name, _models(row["models"])


def _models(models: Mapping[str, str]) -> str:
    return (
        ", ".join(f"{model} {STRENGTHS[strength]}" for model, strength in models.items()) or "none"
    )


def _purpose(purpose: Purpose) -> tuple[str, ...]:
    withdrawn = " (withdrawn: read, never written)" if purpose.withdrawn else ""
    return f"{purpose.code} {purpose.title}{withdrawn}", _models(purpose.models), purpose.because


def _phrases(group: Phrases) -> tuple[str, ...]:
    return group.model, LANGUAGES[group.language], group.confidence, ", ".join(group.phrases)
