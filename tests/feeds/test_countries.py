"""Countries as people, lists and the UN write them."""

import pytest

from convene.feeds.countries import called


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("gbr", "GB"),
        ("DRC", "CD"),
        ("République démocratique du Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Syrian Arab Republic", "SY"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Perú", "PE"),
        ("Republic of Kenya", "KE"),
        ("Federal Republic of Nigeria", "NG"),
        ("Republic of Korea", "KR"),
        ("Deutschland", "DE"),
        ("Russie", "RU"),
        ("Россия", "RU"),
        ("中国", "CN"),
        ("سوريا", "SY"),
        ("EE. UU.", "US"),
        ("Cote d Ivoire", "CI"),
        ("Holy See", "VA"),
    ],
)
def test_a_country_is_known_by_what_people_call_it(name, code):
    assert called(name) == code


@pytest.mark.parametrize(
    "name", ["", "Burma?", "Narnia", "XX", "ZZZ", "Republic of China", "Republic", "unknown", "EUR"]
)
def test_what_is_no_country_or_may_be_two_is_none(name):
    assert called(name) == ""
