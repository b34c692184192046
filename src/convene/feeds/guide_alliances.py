"""The guide's own alliances and the organisations it names, as records: there from the first start,
before anyone loads data.

All figures stay as the guide has them; what a figure does not show, and what has changed since,
travels in `notes`.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from convene.core.guide import Alliance, Case, Example, Initiative, Partner, Statement, YesNo
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
PLANNED, BEGUN = "1", "2"
"""IATI activity status: pipeline, implementation."""
STATUS = {"planned": PLANNED, "begun": BEGUN, "": ""}


def origin() -> Origin:
    """Return what a citation of these records says."""
    about = guide().about
    return Origin(
        publisher=about.publisher, title=about.title, licence=about.rights, date=about.published
    )


def activities() -> Iterator[Activity]:
    """Yield the guide's alliances, then what it names in passing. Organisations that it only lists
    are no activity.
    """
    known = guide()
    numbers = count(1)
    yield from (_of_alliance(alliance, record=next(numbers)) for alliance in known.alliances())
    yield from (
        _of_initiative(initiative, record=next(numbers)) for initiative in known.initiatives
    )


def _of_alliance(alliance: Alliance, *, record: int) -> Activity:
    country = _only(alliance.countries)
    partners = tuple(_partner(partner, country=country) for partner in alliance.partners)
    return Activity(
        identifier=alliance.id,
        kind="project" if _is_no(alliance.is_ppp) else "alliance",
        record=record,
        titles=_texts(alliance.title),
        descriptions=_texts(*map(str, filter(None, _about(alliance)))),
        status=STATUS[alliance.stage],
        places=_places(alliance.countries),
        regions=() if alliance.countries else (alliance.region,),
        sectors=_model(alliance.model),
        mentions=_numbered(partners),
        results=_results(alliance.results),
        notes=_notes(alliance.results, alliance.caution, alliance.today),
    )


def _about(alliance: Alliance) -> tuple[Statement | None, ...]:
    if isinstance(alliance, Case):
        return (alliance.objective, alliance.context)
    return (alliance.activity, alliance.problem) if isinstance(alliance, Example) else ()


def _is_yes(told: YesNo | None) -> bool:
    return told is not None and told.answer == "yes"


def _is_no(told: YesNo | None) -> bool:
    return told is not None and told.answer == "no"


def _of_initiative(initiative: Initiative, *, record: int) -> Activity:
    return Activity(
        identifier=initiative.id,
        kind="alliance" if _is_yes(initiative.is_ppp) else "project",
        record=record,
        titles=_texts(initiative.title),
        descriptions=_texts(initiative.what.text),
        status=STATUS[initiative.stage],
        places=_places(initiative.countries),
        sectors=_model(initiative.model_hint) if initiative.model_hint else (),
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
        title=figure.text,
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
        *(f"{figure.text}: {figure.caution}" for figure in figures if figure.caution),
        *(other for other in others if other),
    )
