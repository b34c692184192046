"""Which of the codes that were given the guide knows, and what the others look like."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from convene.core.advice.traces import unique
from convene.core.answer import Unknown
from convene.core.guide import Guide, Kind
from convene.core.request import Request

LISTS: Mapping[str, Kind | None] = {
    "challenges": None,
    "sectors": "sectors",
    "partner_types": "partner_types",
    "traits": "traits",
}
SINGLES: Mapping[str, Kind] = {
    "region": "regions",
    "level": "levels",
    "civic_space": "civic_spaces",
    "reprisal_risk": "reprisal_risks",
}


def known(codes: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
    allowed = set(among)
    return unique(code for code in codes if code in allowed)


def unknown_in(
    request: Request, *, guide: Guide, regions: Mapping[str, str]
) -> tuple[Unknown, ...]:
    unknown = (
        *_in_lists(request, guide=guide),
        *_in_singles(request, guide=guide),
        *_in_country(request, regions),
    )
    return tuple(dict.fromkeys(unknown))


def _in_lists(request: Request, *, guide: Guide) -> Iterator[Unknown]:
    prohibited = {item.id for item in guide.prohibited}
    for name, kind in LISTS.items():
        titles = _titles(kind, guide)
        for code in getattr(request, name):
            if code not in titles and code not in prohibited:
                yield _nearest(code, name, titles)


def _in_singles(request: Request, *, guide: Guide) -> Iterator[Unknown]:
    for name, kind in SINGLES.items():
        code, titles = getattr(request, name), _titles(kind, guide)
        if code is not None and code not in titles:
            yield _nearest(code, name, titles)


def _in_country(request: Request, regions: Mapping[str, str]) -> Iterator[Unknown]:
    if request.country is not None and request.country not in regions:
        yield _nearest(request.country, "country", dict.fromkeys(regions, ""))


def _titles(kind: Kind | None, guide: Guide) -> Mapping[str, str]:
    if kind is None:
        return {challenge.id: challenge.title for challenge in guide.challenges}
    return {word.id: word.title for word in guide.words if word.kind == kind}


def _nearest(value: str, where: str, titles: Mapping[str, str]) -> Unknown:
    spelled = {
        form.casefold(): code for code, title in titles.items() for form in (title, code) if form
    }
    close = get_close_matches(value.casefold()[:80], list(spelled), n=5, cutoff=0.5)
    return Unknown(value=value, where=where, nearest=unique(spelled[form] for form in close)[:3])
