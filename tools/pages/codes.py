"""Every code of a guide and what people read instead."""

from collections.abc import Mapping

from convene.core import guide
from convene.core.guide import Guide
from tools.pages.layout import Rows, page, table

FAMILIES: Mapping[guide.Kind, str] = {
    "levels": "Levels",
    "civic_spaces": "Civic space",
    "reprisal_risks": "Risk of reprisal",
    "regions": "Regions",
    "sectors": "Sectors",
    "partner_types": "Types of partner",
    "traits": "Traits",
    "gates": "Gates",
    "risks": "Risks",
    "partner_kinds": "Usual partners",
    "parties": "Parties of an example",
}


def codes_page(pack: Guide) -> str:
    families = (
        f"## {title}\n\n{table(('Code', 'Reads', 'Means'), _words(pack, kind))}"
        for kind, title in FAMILIES.items()
    )
    problems = (
        f"### {area.title}\n\n{table(('Code', 'Reads', 'Answered by'), _problems(pack, area.id))}"
        for area in pack.areas
    )
    refused = (
        (f"`{item.id}`", item.title, f"{item.because} [{item.cite}]") for item in pack.prohibited
    )
    asks = ((f"`{item.id}`", item.title, item.countable) for item in pack.contributions)
    models = ((f"`{item.id}`", item.title, str(item.rationale)) for item in pack.models)
    return page(
        "Codes",
        f"Every code of the built-in guide, *{pack.about.title}*, and what people read instead of it. "
        "A number behind a kind of alliance is how well it answers: 3 directly, 2 in support, 1 as a side contribution (expert judgement).",
        "## Problems",
        *problems,
        f"## Prohibited purposes\n\n{table(('Code', 'Reads', 'Refused because'), refused)}",
        f"## Kinds of alliance\n\n{table(('Code', 'Reads', 'Why it exists'), models)}",
        *families,
        f"## Contributions\n\n{table(('Code', 'Reads', 'May enter a leverage figure'), asks)}",
    )


def _words(pack: Guide, kind: guide.Kind) -> Rows:
    return ((f"`{word.id}`", word.title, word.meaning) for word in pack.words if word.kind == kind)


def _problems(pack: Guide, area: str) -> Rows:
    for item in pack.challenges:
        if item.area == area:
            yield (
                f"`{item.id}`",
                item.title,
                ", ".join(f"{model} ({weight})" for model, weight in item.models.items()),
            )
