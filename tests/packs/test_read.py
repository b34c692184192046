"""Documents are read as they are written: nothing is coerced, nothing is guessed, nothing hangs."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.packs.read import LARGEST, ReadError, fit, parse

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", {"country": "NO"}),
        ("on: off", {"on": "off"}),
        ("time: 12:30", {"time": "12:30"}),
        ("day: 2009-10-01", {"day": "2009-10-01"}),
        ("code: 0815", {"code": "0815"}),
        ("yes: true", {"yes": True}),
        ("n: 15, ", {"n": "15,"}),
        ("x: ~", {"x": None}),
        ('{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
        ('\ufeff{"a":\t1}', {"a": 1}),
    ],
)
def test_scalars_stay_what_they_are(text: str, value: object) -> None:
    assert parse(text) == value


@given(PLAIN.map(lambda value: {"value": value}))
def test_any_json_document_is_read_as_json_reads_it(document: object) -> None:
    assert parse(json.dumps(document)) == document


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "line 2: the key “a” stands twice"),
        ('{"a": 1, "a": 2}', "the key “a” stands twice"),
        ('{"a": NaN}', "NaN is not a number that JSON knows"),
        ("a: [1", "did not find expected"),
        ("1: x", "line 1: the key 1 should be text"),
        ("a: &x [1]\nb: *x", "aliases"),
        ("a: !!python/object:os.system x", "could not determine a constructor"),
        ("[" * 5000, ""),
        ("x" * (LARGEST + 1), "longer than 4,000,000 characters"),
    ],
)
def test_surprises_are_refused(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(text)
    assert message in str(caught.value)


@dataclass(frozen=True)
class Inner:
    n: int


@dataclass(frozen=True)
class Outer:
    name: str
    inner: tuple[Inner, ...] = ()


def test_misfits_name_path_and_value() -> None:
    with pytest.raises(ReadError) as caught:
        fit({"name": 5, "inner": [{"n": 1}, {"n": "2", "m": 3}]}, Outer)
    assert str(caught.value).splitlines() == [
        "name: should be a valid string, found 5",
        'inner[1].n: should be a valid integer, found "2"',
        "inner[1].m: unknown key, found 3",
    ]


def test_a_day_is_a_day_and_never_seconds() -> None:
    assert fit(["2026-12-31"], tuple[date, ...]) == (date(2026, 12, 31),)
    with pytest.raises(
        ReadError, match=r'\[0\]: should be a day such as 2026-12-31, found "1764720000"'
    ):
        fit(["1764720000"], tuple[date, ...])


@pytest.mark.parametrize("opens", ["[", "- ", "? ", "{a: "])
def test_what_is_nested_too_deeply_is_refused_before_it_is_built(opens: str):
    with pytest.raises(ReadError, match="nested too deeply"):
        parse(opens * 100_000)
