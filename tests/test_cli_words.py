"""How the terminal says things, whatever open data hold."""

import json

import pytest
import typer

from convene.cli.app import say, say_json, stop
from convene.cli.words import dated, gaps, many, source, span
from convene.core.open_data import Coverage, Gap, Source
from convene.core.reasons import Reason

HOSTILE = "Zorblax\x1b[2J\u202e\x9b31m\nFund"


def file(number: int, **more: str) -> Source:
    told = {
        "publisher": "Zorblax Fund",
        "title": "Fictional grants",
        "licence": "",
        "date": "",
        "name": "a.json",
        **more,
    }
    return Source(
        number=number,
        address="",
        form="360giving",
        loaded_at="2026-01-02T09:30:00+00:00",
        activities=1,
        set_aside=0,
        first_year=2025,
        last_year=2025,
        countries=("PY",),
        **told,
    )


def test_no_sign_that_was_published_commands_the_terminal(capsys: pytest.CaptureFixture[str]):
    say(HOSTILE)
    with pytest.raises(typer.Exit):
        stop(HOSTILE)
    said = capsys.readouterr()

    assert said.out == "Zorblax [2J  31m Fund\n"
    assert said.err == "Zorblax [2J  31m\nFund\n"


def test_json_keeps_such_signs_as_escapes(capsys: pytest.CaptureFixture[str]):
    say_json({"name": HOSTILE})
    said = capsys.readouterr().out

    assert json.loads(said) == {"name": HOSTILE}
    assert [sign for sign in said if sign != "\n" and not sign.isprintable()] == []


def test_things_stand_in_their_number_and_years_once():
    assert [many(number, "activity") for number in (0, 1, 2_000)] == [
        "0 activities",
        "1 activity",
        "2,000 activities",
    ]
    assert [span(None, None), span(2010, 2010), span(2010, 2011)] == [
        "no year named",
        "2010",
        "2010–2011",
    ]


def test_a_source_says_its_day_and_licence_or_that_it_states_none():
    assert source(file(1)) == (
        "Zorblax Fund: Fictional grants, no day stated, loaded 2026-01-02; 1 activity, 2025, 1 country. Licence: not stated."
    )
    assert source(file(1, date="2026-01-01", licence="CC0")).endswith(
        "of 2026-01-01, loaded 2026-01-02; 1 activity, 2025, 1 country. Licence: CC0."
    )


def test_what_is_cited_carries_its_days():
    coverage = Coverage(sources=(file(1, date="2026-01-01"), file(2, date="2024-05-05"), file(3)))

    assert dated([1], coverage) == "1: 2026-01-01"
    assert dated([1, 2], coverage) == "1, 2: 2024-05-05 to 2026-01-01"
    assert dated([3], coverage) == "3: no day stated, loaded 2026-01-02"
    assert dated([1, 3], coverage) == "1, 3: 2026-01-01, others state no day, loaded 2026-01-02"


def test_gaps_of_other_sources_are_counted_where_something_was_found():
    mine, other, all_ = (
        Gap(code="x", sentence=Reason(text), sources=sources)
        for text, sources in (("A.", (1,)), ("B.", (2,)), ("C.", ()))
    )
    coverage = Coverage(gaps=(mine, other, all_))

    assert list(gaps(coverage, found_in=[1]))[:-1] == [
        "A.",
        "C.",
        "Gaps of sources that are not named here: 1. --json lists them.",
    ]
    assert list(gaps(coverage, found_in=[]))[:-1] == ["A.", "B.", "C."]
