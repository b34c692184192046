"""Open data as pages ask for them: between an address and the corpus, and what people here know of
the same organisations.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from convene.apps.registry.models import LONGEST_NAME, LONGEST_NUMBER, Link, Organisation
from convene.apps.registry.queries import duplicates, linking, standing
from convene.apps.registry.queries.duplicates import Likeness
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, clearances
from convene.core import diligence, writing
from convene.core.open_data import DEEPEST, Found, OrganisationPage, Query, Source, Sum, busiest
from convene.core.organisations import Content, Number, OtherName
from convene.packs.codelists import iati_organisation_types, org_id_schemes

LONGEST, MOST = 300, 30
"""Characters of one value, and values of one filter, that an address may carry."""
SUMS = 12
"""Sums that the page of an organisation shows; a large funder has more than a hundred, and a page
of their own.
"""
FILTERS: Mapping[str, str] = {
    "country": "countries",
    "sector": "sectors",
    "model": "models",
    "role": "roles",
    "type": "types",
    "kind": "kinds",
    "funder": "funders",
    "together": "together",
    "band": "bands",
}
"""What each filter is called in an address, and in a query."""


def query_of(asked: QueryDict) -> Query:
    """Return what an address asks. A year or page that is no number counts as none."""
    plain = Query(
        text=asked.get("q", "").strip()[:LONGEST],
        of="organisations" if asked.get("of") == "organisations" else "activities",
        first_year=_number(asked.get("from", "")),
        last_year=_number(asked.get("to", "")),
        page=max(_number(asked.get("page", "")) or 1, 1),
    )
    lists: dict[str, Any] = {
        field: tuple(value[:LONGEST] for value in asked.getlist(name)[:MOST] if value)
        for name, field in FILTERS.items()
    }
    return replace(plain, **lists)


def is_narrowed(query: Query) -> bool:
    """Say whether anything at all is asked for."""
    return replace(query, of="activities", page=1) != Query()


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """All files of one publisher."""

    name: str
    files: tuple[Source, ...]
    first_year: int | None
    last_year: int | None

    @property
    def activities(self) -> int:
        return sum(file.activities for file in self.files)

    @property
    def set_aside(self) -> int:
        return sum(file.set_aside for file in self.files)


def publishers(sources: Iterable[Source]) -> list[Publisher]:
    """Return who publishes what is loaded, the one with most records first."""
    files: dict[str, list[Source]] = {}
    for source in sources:
        files.setdefault(source.publisher, []).append(source)
    return sorted(
        (_publisher(name, tuple(own)) for name, own in files.items()),
        key=lambda publisher: (-publisher.activities, publisher.name),
    )


def _publisher(name: str, files: tuple[Source, ...]) -> Publisher:
    first = (file.first_year for file in files if file.first_year is not None)
    last = (file.last_year for file in files if file.last_year is not None)
    return Publisher(
        name=name,
        files=files,
        first_year=min(first, default=None),
        last_year=max(last, default=None),
    )


def without(asked: QueryDict, name: str, value: str) -> str:
    """Return the address's query string without one value of a filter, from its first page."""
    left = asked.copy()
    left.setlist(name, [kept for kept in left.getlist(name) if kept != value])
    left.pop("page", None)
    return left.urlencode()


def with_(asked: QueryDict, name: str, value: str) -> str:
    """Return the address's query string with one more value of a filter, from its first page."""
    more = asked.copy()
    more.setlist(name, dict.fromkeys([*more.getlist(name), value]))
    more.pop("page", None)
    return more.urlencode()


def chosen(results: Found, *, name_of: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Return what narrows a search as (filter, code, label), so that each can be taken away; the
    label is empty where the code says it.
    """
    labels = {
        (facet.name, count.code): count.label for facet in results.facets for count in facet.counts
    }
    labels |= {("together", id): name_of(id) for id in results.query.together}
    set_ = [
        (name, code) for name, field in FILTERS.items() for code in getattr(results.query, field)
    ]
    years_ = (results.query.first_year, results.query.last_year)
    span = (
        [("year", "–".join(str(year) for year in dict.fromkeys(years_) if year is not None))]
        if any(years_)
        else []
    )
    return [(name, code, labels.get((name, code), "")) for name, code in [*set_, *span]]


def turns(results: Found) -> dict[str, int | None]:
    """Return the pages before and after this one, as far as pages can be turned."""
    page, size = results.query.page, results.query.size
    return {
        "before": page - 1 or None,
        "after": page + 1 if page * size < min(results.total, DEEPEST) else None,
    }


@dataclass(frozen=True, kw_only=True)
class Ours:
    """What people here hold of an organisation that open data tell of: the record it is linked
    with, and where its vetting stands.
    """

    link: Link
    organisation: Organisation
    case: Case | None
    holds: bool
    """Whether a clearance stands today: `case` is then the one that was cleared, and otherwise the
    last that changed.
    """
    stopped: bool
    """Whether any of its cases was stopped."""

    @property
    def shaken(self) -> bool:
        """Whether it was cleared and nobody may rely on that today."""
        return self.case is not None and self.case.state in diligence.CLEARED and not self.holds


def ours(open_data_id: str) -> Ours | None:
    """Return what we hold of an organisation of the corpus, or None where nobody has linked it."""
    link = linking.link_of(open_data_id)
    return held(link) if link is not None else None


def held(link: Link) -> Ours:
    """Return what we hold of an organisation of the corpus that is linked with one of ours."""
    every, cleared = (
        cases.of(standing(link.organisation)),
        clearances.clearance(link.organisation, today=timezone.localdate()),
    )
    stopped = every.filter(stopped=True).exists()
    return Ours(
        link=link,
        organisation=link.organisation,
        case=cleared or every.first(),
        holds=cleared is not None,
        stopped=stopped,
    )


def main_sums(page: OrganisationPage) -> Sequence[Sum]:
    """Return the sums that stand on an organisation's own page."""
    return busiest(page.sums, few=SUMS)[:SUMS]


def likely(page: OrganisationPage) -> list[Likeness]:
    """Return those of ours that it may be, the likeliest first."""
    return duplicates.alike(content_of(page).names())


def content_of(page: OrganisationPage) -> Content:
    """Return an organisation as open data tell of it, as our registry would write it down: only
    what one reading of the data gives.
    """
    name, *others = dict.fromkeys(
        _kept(text) for text in (page.name, *(used.text for used in page.names))
    )
    return Content(
        name=name,
        other_names=tuple(
            OtherName(text=text) for text in others[:MOST] if writing.says_something(text)
        ),
        identifiers=tuple(_numbers(page)),
        iati_type=page.type if page.type in iati_organisation_types() else "",
        country=page.countries[0] if len(page.countries) == 1 else "",
    )


def _kept(text: str) -> str:
    """Return a name as our registry keeps it: open data may write one longer than any that is
    typed.
    """
    return writing.tidy(text)[:LONGEST_NAME].rstrip()


def _numbers(page: OrganisationPage) -> Iterable[Number]:
    """Yield its numbers in known registers, without those that open data give to others too."""
    known = org_id_schemes()
    for used in page.identifiers:
        if used.scheme in known and not used.others and len(used.value) <= LONGEST_NUMBER:
            yield Number(scheme=used.scheme, value=used.value.removeprefix(f"{used.scheme}-"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
