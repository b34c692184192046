"""A purpose is refused where it is asked for, never where somebody tells of it, fears it or works
against it (tests/spec/refusals.yaml).
"""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from convene import packs
from convene.core.refusing import refused

GUIDE = packs.guide()
SPEC = yaml.safe_load((Path(__file__).parents[1] / "spec" / "refusals.yaml").read_text("utf-8"))
ASKED = [(purpose, text) for purpose, texts in SPEC["asked"].items() for text in texts]


def codes(text: str) -> list[str]:
    return [purpose.id for purpose in refused(text, guide=GUIDE)]


@pytest.mark.parametrize(("purpose", "text"), ASKED, ids=[text[:50] for _, text in ASKED])
def test_what_is_asked_for_is_refused(purpose: str, text: str) -> None:
    assert purpose in codes(text)
    assert purpose in codes(text.upper())


@pytest.mark.parametrize("text", SPEC["told_or_fair"], ids=lambda text: text[:50])
def test_who_tells_of_it_or_works_against_it_is_not_accused(text: str) -> None:
    assert codes(text) == []


def test_an_act_alone_a_target_alone_or_neither_asked_for_is_not_refused() -> None:
    assert codes("We want the names of the suppliers") == []
    assert codes("We want to hear the demonstrators") == []
    assert codes("Somebody took the names of the demonstrators") == []
    assert codes("We want the names of the demonstrators") == ["identify_protesters_or_critics"]
    assert codes("We want lawyers to have the names of the demonstrators") == []


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert set(codes(text)) <= {purpose.id for purpose in GUIDE.prohibited}


def test_no_saying_of_a_problem_is_refused() -> None:
    sayings = [text for each in GUIDE.sayings for text in each.texts()]
    assert [text for text in sayings if codes(text)] == []
