"""What the tables of due diligence leave to say."""

from datetime import date

import pytest

from convene.core import diligence
from convene.core.diligence import Level
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
    assert len(PRESET.missing(level, found=())) == missing


def test_an_area_with_a_finding_is_not_missing():
    assert PRESET.missing(Level.BASIC, found=["image"]) == ("finance",)


def test_codes_the_pack_has_dropped_are_shown_as_they_are():
    assert (PRESET.title("image"), PRESET.title("exclusions", "tobacco"), PRESET.title("gone")) == (
        "Public image",
        "Tobacco",
        "gone",
    )
