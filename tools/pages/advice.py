"""The rules of advice, as the tables that the tests run."""

from collections.abc import Mapping
from typing import Any

from convene import packs
from convene.core import guide
from convene.core.labels import PARTS
from convene.packs import places
from convene.packs.read import parse_file
from tools.pages.layout import ROOT, page, table

REQUEST_WORDS: Mapping[str, guide.Kind] = {
    "region": "regions",
    "level": "levels",
    "sectors": "sectors",
    "partner_types": "partner_types",
    "civic_space": "civic_spaces",
    "reprisal_risk": "reprisal_risks",
    "traits": "traits",
}
LABELS = {
    "civic_space": "civic space: ",
    "reprisal_risk": "reprisal risk: ",
    "traits": "said: ",
    "region": "region: ",
}
EXPECTED = {
    "rows": "motivation rows",
    "dac": "DAC codes",
    "sdg": "SDG targets",
    "absent": "not offered",
    "nearest": "nearest codes",
}


def advice_page() -> str:
    tables = parse_file(ROOT / "tests/spec/advice.yaml")["tables"]
    lead = (
        "Each row is a request and what must come of it. The tests run every row (`tests/spec/advice.yaml`), so this page is what "
        "the rules do, not what someone remembers of them. Parts and scores are exact fractions; people only ever see bands and marks. "
        "[How advice works](../explanation/how-advice-works.md) says why the rules are as they are."
    )
    return page("Advice rules", lead, *(_spec_table(spec) for spec in tables))


def _spec_table(spec: Mapping[str, Any]) -> str:
    rows = ((_capital(row["name"]), _asked(row["ask"]), _expected(row)) for row in spec["rows"])
    return f"## {spec['title']}\n\n{spec['about'].strip()}\n\n{table(('Case', 'Asked', 'What comes of it'), rows)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _asked(ask: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{LABELS.get(key, '')}{', '.join(_said(key, code) for code in _listed(value))}"
        for key, value in ask.items()
    )


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _said(key: str, code: str) -> str:
    """Return what people read instead of a code; the code itself, in quotation marks, where there
    is no such word.
    """
    known = packs.guide()
    titles = (
        dict(places.names())
        | {item.id: item.title for item in known.challenges}
        | {item.id: item.title for item in known.prohibited}
    )
    if key in REQUEST_WORDS and code in known.codes(REQUEST_WORDS[key]):
        return known.word(REQUEST_WORDS[key], code).title
    return titles.get(code, f"“{code}”")


def _expected(row: Mapping[str, Any]) -> str:
    found = [
        _outcome(key, value) for key, value in row.items() if key not in ("name", "ask", "model")
    ]
    return f"{row['model']}: {'; '.join(found)}" if "model" in row else "; ".join(found)


def _outcome(key: str, value: Any) -> str:
    label = EXPECTED.get(key, key)
    if key == "parts":
        return "; ".join(f"{PARTS[name].lower()} {part}" for name, part in value.items())
    if key == "refused":
        return "; ".join(f"refused for `{reason}` [{cite}]" for reason, cite in value.values())
    if key == "motivations":
        return f"motivation rows {', '.join(f'{row} ({status})' for row, status in value.items()) or 'none'}"
    if isinstance(value, list):
        return f"{label} {', '.join(f'`{item}`' for item in value) or 'none'}"
    return f"{label} `{value}`" if key in ("outcome", "precedent") else f"{label} {value}"
