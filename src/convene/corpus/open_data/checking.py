"""Refusing what there is not: each code that is asked for must be one."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from convene import packs
from convene.core.open_data import DEEPEST, MOST, Query, QueryError, bounds
from convene.core.reasons import Reason, gettext_noop
from convene.core.records import KINDS, ROLES
from convene.corpus.open_data.asking import YEARS
from convene.corpus.open_data.opened import OpenData
from convene.packs import codelists, places

SECTOR = re.compile(r"\d{3}|\d{5}")


def checked(query: Query, data: OpenData) -> Query:
    """Return a query with its codes as the data writes them and merged ids led on. Raises
    QueryError, which names what there is not.
    """
    as_written = replace(
        query,
        countries=_known(
            _upper(query.countries),
            _countries(data),
            otherwise=gettext_noop("“{code}” is not a country code such as AO."),
        ),
        models=_known(
            _upper(query.models),
            models(),
            otherwise=gettext_noop("“{code}” is not a model of the guide ({known})."),
        ),
        roles=_known(
            _lower(query.roles),
            ROLES,
            otherwise=gettext_noop("“{code}” is not a role ({known})."),
        ),
        kinds=_known(
            _lower(query.kinds),
            KINDS,
            otherwise=gettext_noop("“{code}” is not a kind of activity ({known})."),
        ),
        types=_known(
            query.types,
            types(),
            otherwise=gettext_noop("“{code}” is not an IATI organisation type ({known})."),
        ),
        funders=_organisations(query.funders, data),
        together=_organisations(query.together, data),
    )
    _check_sectors(as_written.sectors)
    _check_years(as_written)
    for code in as_written.bands:
        bounds(code)
    return _paged(as_written)


def _known(codes: tuple[str, ...], known: Collection[str], *, otherwise: str) -> tuple[str, ...]:
    for code in codes:
        if code not in known:
            raise QueryError(Reason(otherwise, {"code": code[:40], "known": tuple(known)}))
    return codes


def _countries(data: OpenData) -> frozenset[str]:
    """Return the codes of all countries, and those besides that the data itself uses,
    such as XK.
    """
    return frozenset(places.names()).union(*(source.countries for source in data.sources))


def _organisations(ids: tuple[str, ...], data: OpenData) -> tuple[str, ...]:
    present = tuple(dict.fromkeys(data.present(id) for id in ids))
    for id in present:
        if data.organisation(id) is None:
            raise QueryError(
                Reason(
                    gettext_noop("There is no organisation “{id}” in the data that is loaded."),
                    {"id": id[:40]},
                )
            )
    return present


def _check_sectors(codes: Sequence[str]) -> None:
    for code in codes:
        if not SECTOR.fullmatch(code):
            why = gettext_noop(
                "“{code}” is not a DAC sector: three or five digits such as 151 or 15112."
            )
            raise QueryError(Reason(why, {"code": code[:40]}))


def _check_years(query: Query) -> None:
    for year in (query.first_year, query.last_year):
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            why = gettext_noop("{year} is not a year between {first} and {last}.")
            raise QueryError(
                Reason(why, {"year": str(year), "first": str(YEARS[0]), "last": str(YEARS[1])})
            )
    if (
        query.first_year is not None
        and query.last_year is not None
        and query.first_year > query.last_year
    ):
        why = gettext_noop("The first year, {first}, is after the last, {last}.")
        raise QueryError(
            Reason(why, {"first": str(query.first_year), "last": str(query.last_year)})
        )


def _paged(query: Query) -> Query:
    page, size = max(1, query.page), min(max(1, query.size), MOST)
    if page * size > DEEPEST:
        why = gettext_noop(
            "Only the first {number} can be paged through; an export holds them all."
        )
        raise QueryError(Reason(why, {"number": DEEPEST}))
    return replace(query, page=page, size=size)


def _upper(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def _lower(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.lower() for code in codes)


@cache
def models() -> tuple[str, ...]:
    """Return the ids of the guide's models."""
    return tuple(model.id for model in packs.guide().models)


@cache
def types() -> tuple[str, ...]:
    """Return the codes of IATI's organisation types."""
    return tuple(codelists.iati_organisation_types())
