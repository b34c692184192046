"""The guide's own alliances and the organisations it names, as records: there from the first start,
before anyone loads data.

All figures stay as the guide has them; what a figure does not show, and what has changed since,
travels in `notes`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count

from convene.core.guide import Case, Example, Initiative, Partner, Resource
from convene.core.guide import Result as Figure
from convene.core.records import Activity, Mention, Origin, Place, Result, Role, Sector, Text
from convene.feeds.identifiers import numbered
from convene.feeds.names import unnamed
from convene.packs import guide

GOVERNMENT = "10"
TYPES = {
    "national_gov": GOVERNMENT,
    "subnational_gov": "11",
    "company": "70",
    "company_state_or_listed": "70",
    "financial_firm": "70",
    "law_firm": "70",
    "foundation": "60",
    "university": "80",
}
"""IATI organisation type of a party, where the guide's word leaves no doubt."""
ROLES: dict[str, Role] = {"implementer": "implementer"}
NAMED = ("philanthropy", "key_partner", "donor_or_network")
"""Kinds of resources that are organisations."""
PLANNED = "1"
"""IATI activity status: pipeline."""


def origin() -> Origin:
    """Return what a citation of these records says."""
    about = guide().about
    return Origin(
        publisher=about.publisher, title=about.title, licence=about.rights, date=about.published
    )


def activities() -> Iterator[Activity]:
    """Yield the guide's alliances, then what it names in passing. An alliance that it tells twice
    comes once.
    """
    known = guide()
    cases = {case.id: case for case in known.cases}
    told_with_examples = {example.full_case for example in known.examples}
    numbers = count(1)
    for example in known.examples:
        yield _of_example(example, cases.get(example.full_case or ""), record=next(numbers))
    for case in known.cases:
        if case.id not in told_with_examples:
            yield _of_case(case, record=next(numbers))
    yield from (
        _of_initiative(initiative, record=next(numbers)) for initiative in known.initiatives
    )
    yield from (
        _of_resource(resource, record=next(numbers))
        for resource in known.resources
        if resource.kind in NAMED
    )


def _of_example(example: Example, case: Case | None, *, record: int) -> Activity:
    country = _only(example.countries)
    named = (
        () if case is None else _members(case.partners),
        tuple(_partner(partner, country=country) for partner in example.partners),
    )
    return Activity(
        identifier=example.id,
        kind="alliance" if example.is_ppp else "project",
        record=record,
        titles=_texts(example.title),
        descriptions=_texts(example.activity, example.problem, case.objective if case else ""),
        status=PLANNED if example.forward_looking else "",
        places=_places(example.countries),
        regions=() if example.countries else (example.region,),
        sectors=_model(example.model),
        mentions=_numbered(chain(*named)),
        results=_results((*example.results, *(case.results if case else ()))),
        notes=_notes(
            (*example.results, *(case.results if case else ())), example.caution, example.today
        ),
    )


def _of_case(case: Case, *, record: int) -> Activity:
    return Activity(
        identifier=case.id,
        kind="alliance",
        record=record,
        titles=_texts(case.title),
        descriptions=_texts(case.objective, case.context),
        places=_places(case.countries),
        sectors=_model(case.model),
        mentions=_numbered(_members(case.partners)),
        results=_results(case.results),
        notes=_notes(case.results, case.today),
    )


def _of_initiative(initiative: Initiative, *, record: int) -> Activity:
    return Activity(
        identifier=initiative.id,
        kind="project",
        record=record,
        titles=_texts(initiative.title),
        descriptions=_texts(initiative.what),
        status=PLANNED if initiative.forward_looking else "",
        places=_places(initiative.countries),
        sectors=_model(initiative.model_hint) if initiative.model_hint else (),
    )


def _of_resource(resource: Resource, *, record: int) -> Activity:
    return Activity(
        identifier=resource.id,
        kind="project",
        record=record,
        titles=_texts(resource.title),
        descriptions=_texts(resource.text),
        mentions=_numbered(_members((resource.title, *resource.members))),
        notes=_notes((), resource.today),
    )


def _texts(*texts: str) -> tuple[Text, ...]:
    return tuple(Text(guide().about.language, text) for text in texts if text)


def _places(countries: Sequence[str]) -> tuple[Place, ...]:
    return tuple(Place(country) for country in countries)


def _only(countries: Sequence[str]) -> str:
    return countries[0] if len(countries) == 1 else ""


def _model(code: str) -> tuple[Sector, ...]:
    title = next(model.title for model in guide().models if model.id == code)
    return (Sector("guide", code, title),)


def _partner(partner: Partner, *, country: str) -> Mention:
    """Say who takes part; an authority of the only country is of that country."""
    return Mention(
        number=0,
        name=partner.name,
        role=ROLES.get(partner.kind, "partner"),
        type=_type(partner.name, partner.kind),
        scheme=numbered(_identifier(partner.name)).scheme,
        identifier=numbered(_identifier(partner.name)).value,
        country=country if partner.kind in {"national_gov", "subnational_gov"} else "",
        language=guide().about.language,
        unnamed="placeholder"
        if partner.kind == "unspecified"
        else _group(partner.name, many=partner.count is not None),
    )


def _type(name: str, kind: str = "") -> str:
    """Return what a party is. Of donors only the guide's own publisher is known to be a
    government's.
    """
    return GOVERNMENT if _is_publisher(name) else TYPES.get(kind, "")


def _identifier(name: str) -> str:
    """Return the number of a party, which is known of the guide's own publisher only."""
    return guide().about.publisher_identifier if _is_publisher(name) else ""


def _is_publisher(name: str) -> bool:
    return name == guide().about.publisher.partition(" (")[0]


def _members(names: Sequence[str]) -> tuple[Mention, ...]:
    """Read “unions including X” as some unions and X."""
    parts = [part for name in names for part in re.split(r" (?:such as|including) ", name)]
    return tuple(
        Mention(
            number=0,
            name=part,
            role="partner",
            type=_type(part),
            scheme=numbered(_identifier(part)).scheme,
            identifier=numbered(_identifier(part)).value,
            language=guide().about.language,
            unnamed=_group(part),
        )
        for part in parts
    )


def _group(name: str, *, many: bool = False) -> str:
    """In the guide, a party whose name starts with a small letter is described, not named."""
    return "group" if many or name[:1].islower() else unnamed(name)


def _numbered(mentions: Iterator[Mention] | Sequence[Mention]) -> tuple[Mention, ...]:
    """Number mentions and leave out who was named already."""
    once = {mention.name: mention for mention in reversed(tuple(mentions))}
    return tuple(
        mention._replace(number=number) for number, mention in enumerate(reversed(once.values()))
    )


def _results(figures: Sequence[Figure]) -> tuple[Result, ...]:
    return tuple(_result(figure) for figure in figures)


def _result(figure: Figure) -> Result:
    value = _value(figure)
    return Result(
        type=figure.type.replace("_", " "),
        title=figure.metric,
        target=value if figure.is_target else "",
        actual="" if figure.is_target else value,
        period=figure.period,
    )


def _value(figure: Figure) -> str:
    if figure.value is None:
        return ""
    range_ = f"{figure.value} to {figure.up_to}" if figure.up_to else str(figure.value)
    before, after = (
        ("", "(estimate)")
        if figure.qualifier == "estimate_range"
        else (figure.qualifier.replace("_", " "), "")
    )
    return " ".join(word for word in (before, range_, figure.unit.replace("_", " "), after) if word)


def _notes(figures: Sequence[Figure], *others: str) -> tuple[str, ...]:
    return (
        *(f"{figure.metric}: {figure.caution}" for figure in figures if figure.caution),
        *(other for other in others if other),
    )
