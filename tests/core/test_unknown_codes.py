"""Codes that the guide does not know: named with where they stood and what they look like."""

from dataclasses import replace

import pytest

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Unknown
from convene.core.guide import Word
from convene.core.request import Request

GUIDE = packs.guide()


def unknown(request: Request, *, regions: tuple[str, ...] = ("PY",)) -> tuple[Unknown, ...]:
    return advise(request, guide=GUIDE, regions=dict.fromkeys(regions, "africa")).unknown


@pytest.mark.parametrize(
    ("request_", "where"),
    [
        (Request(challenges=("zzz",)), "challenges"),
        (Request(sectors=("zzz",)), "sectors"),
        (Request(partner_types=("zzz",)), "partner_types"),
        (Request(traits=("zzz",)), "traits"),
        (Request(region="zzz"), "region"),
        (Request(level="zzz"), "level"),
        (Request(civic_space="zzz"), "civic_space"),
        (Request(reprisal_risk="zzz"), "reprisal_risk"),
        (Request(country="zzz"), "country"),
    ],
)
def test_an_unknown_code_is_named_with_where_it_stood(request_: Request, where: str):
    assert unknown(request_) == (Unknown(value="zzz", where=where, nearest=()),)


def test_a_code_that_the_guide_knows_is_not_named():
    known = Request(
        challenges=("court_backlog",),
        sectors=("ict",),
        partner_types=("chamber",),
        traits=("antagonism",),
        region="africa",
        level="national",
        civic_space="closed",
        reprisal_risk="high",
        country="PY",
    )

    assert unknown(known) == ()
    assert unknown(Request(level="nationl"))[0].nearest == ("national", "subnational")


def test_a_code_that_stands_twice_is_named_once():
    assert unknown(Request(sectors=("zzz", "zzz"))) == (
        Unknown(value="zzz", where="sectors", nearest=()),
    )


def test_at_most_three_codes_are_offered_the_likest_first():
    codes = ("AAAAXYZ", "AAAAXY", "AAAAX", "AAAAXYV")

    assert unknown(Request(country="aaaa"), regions=codes)[0].nearest == (
        "AAAAX",
        "AAAAXY",
        "AAAAXYZ",
    )


def test_a_country_looks_like_its_code_and_like_nothing_else():
    assert unknown(Request(country="XXXX"), regions=("PY",))[0].nearest == ()


def test_half_alike_is_alike_enough():
    assert unknown(Request(country="abxy"), regions=("ABCD",))[0].nearest == ("ABCD",)
    assert unknown(Request(country="abxyz"), regions=("ABCD",))[0].nearest == ()


def test_only_the_first_eighty_letters_are_compared():
    long, code = "a" * 30 + "b" * 51, "a" * 30 + "c" * 10

    assert unknown(Request(country=long), regions=(code,))[0].nearest == (code,)


def test_a_code_is_also_found_by_its_title_and_offered_once():
    words = (
        Word(kind="sectors", id="aaaab", title="AAAAC"),
        Word(kind="sectors", id="aaaadd", title="AAAADE"),
        Word(kind="sectors", id="aaaafff", title="AAAAFFG"),
    )
    guide = replace(GUIDE, words=words)
    (found,) = advise(Request(sectors=("aaaa",)), guide=guide, regions={}).unknown

    assert found.nearest == ("aaaab", "aaaadd", "aaaafff")
