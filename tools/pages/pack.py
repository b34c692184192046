"""What a pack may hold, from the types that read it."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from convene.core.guide import Guide, Record
from convene.packs.load import CODES, RECORDS, TEXTS
from tools.pages.layout import page, prose, table

COLLECTIONS = {
    "about": "The guide as a publication.",
    "sections": "The parts of the guide that passages stand in.",
    "groups": "Groups of kinds of alliance; every kind belongs to one.",
    "models": "The kinds of alliance.",
    "weights": "How much each of the four parts of a score counts.",
    "bands": "Where the bands begin.",
    "location_fit": "How well each kind of alliance suits each level; one entry for every model.",
    "model_rules": "Partners to think of and asks; one entry for every model.",
    "areas": "Headings under which problems are offered.",
    "challenges": "The known problems.",
    "words": "What people read instead of each code.",
    "examples": "Alliances the guide tells about.",
    "cases": "Alliances it tells at length.",
    "initiatives": "What it names in passing.",
    "trends": "What it saw coming.",
    "difficulties": "Why such alliances are hard.",
    "benefits": "Why they are worth it.",
    "motivations": "The matrix of why firms join.",
    "questions": "Questions that help to find a partner.",
    "sources": "Whom to ask for partners.",
    "offers": "What partners can offer, in the guide's words.",
    "contributions": "The catalogue of what can be given.",
    "lessons": "What others learned.",
    "ways": "Ways to get started.",
    "resources": "Organisations, programmes and publications to turn to.",
    "quotes": "Who said what the guide quotes.",
    "roles": "Offices and parties the guide names and the role that stands for each now.",
    "misprints": "What is printed wrongly or odd in the text, and remarks: noted, never silently repaired.",
    "sectors": "What it means that a sector is around.",
    "partner_types": "What it means that a type of partner is around.",
    "trait_rules": "What a situation brings: lessons, gates, risks, resources.",
    "always_lessons": "Lessons that hold for every alliance.",
    "always_gates": "Safeguards of every alliance.",
    "prohibited": "Purposes no alliance may serve.",
    "sayings": "How people tell of each problem, by language: what free text is held against.",
    "elsewhere": "Problems of other fields: where one of these is nearest, nothing is offered.",
    "asking": "Words by which a text asks for something, and words that say it is fair.",
    "aims": "Words by which a prohibited purpose is asked for: the act, and whom it is aimed at.",
    "purposes": "What a DAC purpose code of a published activity says of each kind of alliance.",
    "phrases": "What words in its text say.",
    "shortfalls": "The problems that a weak figure on a country's scorecard may point to.",
    "contractors": "Firms whose business is work for donors: a longlist asks them whom they know.",
    "left_out": "Lines of the guide that no record cites, and why.",
    "checks": "Who besides their author held records against the guide.",
}


def pack_page() -> str:
    specs = [spec for spec in fields(Guide) if spec.init]
    hints = get_type_hints(Guide)
    rows = (
        (f"`{spec.name}`", COLLECTIONS[spec.name], _type(hints[spec.name]), _need(spec))
        for spec in specs
    )
    classes = dict.fromkeys(found for spec in specs for found in _classes(hints[spec.name]))
    return page(
        "What a pack holds",
        "A pack is a folder of `.yaml` files. Each file holds any of these collections; a collection stands in one file only. Nothing else is "
        "accepted: an unknown key, a wrong type, a repeated id, a reference or a passage that leads nowhere is refused, naming file, path and "
        "value. [Add a guide](../how-to/add-a-guide.md) shows the smallest pack that loads.",
        f"## Collections\n\n{table(('Collection', 'Holds', 'Type', 'Required'), rows)}",
        *(_class(found) for found in classes),
    )


def _classes(hint: Any) -> Iterator[type]:
    """Yield every dataclass that a type is made of, outermost first."""
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _classes(inner)
    for inner in get_args(hint):
        yield from _classes(inner)


def _class(kind: type) -> str:
    about = (
        "" if (kind.__doc__ or "").startswith(f"{kind.__name__}(") else f"{prose(kind.__doc__)}\n\n"
    )  # a dataclass without one gets its signature
    hints = get_type_hints(kind)
    rows = (
        (f"`{spec.name}`", _type(hints[spec.name]), _leads(kind, spec.name), _need(spec))
        for spec in _fields(kind)
    )
    return (
        f"## {kind.__name__}\n\n{about}{table(('Field', 'Type', 'Values are', 'Required'), rows)}"
    )


def _fields(kind: type) -> list[Field[Any]]:
    specs = list(fields(kind))
    return (
        sorted(specs, key=lambda spec: spec.name == "cites") if issubclass(kind, Record) else specs
    )


def _leads(kind: type, name: str) -> str:
    if (kind.__name__, name) in TEXTS:
        return ""
    if name in RECORDS:
        return f"ids of {' or '.join(RECORDS[name]) or 'any records'}"
    return f"codes of {CODES[name]}" if name in CODES else ""


def _need(spec: Field[Any]) -> str:
    return "yes" if spec.default is MISSING and spec.default_factory is MISSING else ""


NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    NoneType: "nothing",
}


def _type(hint: Any) -> str:
    """Return a type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(
            f"`{choice}`" if choice != "" else "nothing" for choice in inner
        )
    if origin in (Union, UnionType):
        return " or ".join(_type(choice) for choice in inner)
    if origin is tuple:
        return (
            f"list of {_type(inner[0])}"
            if Ellipsis in inner
            else f"list of {len(inner)}: {', '.join(_type(choice) for choice in inner)}"
        )
    if inner:
        return f"{_type(inner[1])} by {_type(inner[0])}"
    return NAMES.get(hint, f"[{hint.__name__}](#{hint.__name__.lower()})")
