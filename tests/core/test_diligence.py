"""What the tables of due diligence leave to say."""

from datetime import date

import pytest

from convene.core import diligence
from convene.core.diligence import HitFact, Level, Standing, Trigger, unsettled
from convene.packs.diligence import HERE, load_preset

PRESET = load_preset(HERE)


@pytest.mark.parametrize("months", [0, 37, -1])
def test_no_clearance_for_no_time_or_for_ever(months):
    with pytest.raises(ValueError, match="1 to 36 months"):
        diligence.valid_until(date(2026, 1, 1), months=months)


def test_a_clearance_holds_on_its_last_day():
    assert diligence.has_expired(date(2026, 1, 1), today=date(2026, 1, 1)) is False
    assert diligence.has_expired(date(2026, 1, 1), today=date(2026, 1, 2)) is True


@pytest.mark.parametrize(
    ("level", "missing"), [(Level.BASIC, 2), (Level.STANDARD, 8), (Level.ENHANCED, 8)]
)
def test_deeper_levels_need_findings_in_more_areas(level, missing):
    assert len(PRESET.missing(level, covered=())) == missing


def test_an_area_with_a_finding_is_not_missing():
    assert PRESET.missing(Level.BASIC, covered=["image"]) == ("finance",)


@pytest.mark.parametrize(
    ("codes", "title"),
    [
        (("image",), "Public image"),
        (("image", "tobacco"), "Public image"),
        (("exclusions", "tobacco"), "Tobacco"),
        (("exclusions", "gone"), "gone"),  # the pack knows it no more: shown as it is
        (("exclusions",), "exclusions"),
        (("gone",), "gone"),
    ],
)
def test_what_an_area_or_an_exclusion_is_called(codes, title):
    assert PRESET.title(*codes) == title


def test_the_exclusions_are_looked_through_at_every_level_but_the_basic_one():
    areas = [area.id for area in PRESET.areas]

    assert PRESET.missing(Level.BASIC, covered=areas) == ()
    assert PRESET.missing(Level.STANDARD, covered=areas) == ("exclusions",)
    assert PRESET.missing(Level.ENHANCED, covered=[*areas, "exclusions"]) == ()


TRIGGERS = (
    Trigger(id="state_owned", title="A state owns it", expert=True),
    Trigger(id="closed", title="The space is closed"),
)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("closed", "The space is closed."),
        ("state_owned", "A state owns it (an expert choice)."),
        ("unknown:closed", "Nobody knows yet: The space is closed."),
        ("asked", "Whoever opened the case asked for it."),
        ("value", "The work is worth more than the limit."),
        ("small", "The work is small, and nothing known asks for more."),
        ("a_code_of_former_days", "a_code_of_former_days."),
        ("unknown:a_code_of_former_days", "unknown:a_code_of_former_days."),
    ],
)
def test_why_a_level_is_said_once_for_page_and_file(code, sentence):
    assert str(diligence.why(code, triggers=TRIGGERS)) == sentence


OPEN, RULED_OUT = (
    HitFact(kind="sanction", state="open"),
    HitFact(kind="sanction", state="false_positive"),
)


@pytest.mark.parametrize(
    ("standing", "hurdles"),
    [
        (Standing(screened=False, missing_areas=("image",)), ()),
        (Standing(screened=True, hits=(RULED_OUT,)), ()),
        (Standing(screened=True, hits=(RULED_OUT, OPEN)), ("open_hits",)),
        (Standing(screened=True, hits=(RULED_OUT,), unseen=1), ("unseen_hits",)),
        (Standing(screened=True, hits=(RULED_OUT,), alerts=1), ("alerts",)),
        (Standing(screened=True, hits=(OPEN,), unseen=1), ("unseen_hits", "open_hits")),
    ],
)
def test_a_clearance_is_confirmed_only_when_every_alert_is_decided(standing, hurdles):
    assert unsettled(standing) == hurdles
