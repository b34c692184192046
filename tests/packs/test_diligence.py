"""The preset for due diligence: ours, an organisation's own, and broken ones."""

import shutil

import pytest

from convene.packs.diligence import HERE, PackError, folder, load_preset, preset


def own(tmp_path, **changes: tuple[str, str]):
    """Return a copy of our preset with one text of each file replaced."""
    copy = tmp_path / "packs" / "diligence"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name, (old, new) in changes.items():
        file = copy / f"{name}.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
    return copy


def test_ours_has_seven_areas_and_eleven_exclusions():
    found = load_preset(HERE)
    assert [area.id for area in found.areas] == [
        "image",
        "social",
        "environment",
        "finance",
        "policy",
        "neutrality",
        "protection",
    ]
    assert len(found.exclusions) == 11
    assert found.validity == {"basic": 12, "standard": 12, "enhanced": 6}
    assert all(trigger.expert for trigger in found.depth.triggers)


def test_an_organisations_own_preset_replaces_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    assert folder() == HERE
    own(tmp_path, preset=("title: Checks on partners of an alliance", "title: How we check"))
    assert preset().about.title == "How we check"


BROKEN = {
    "an unknown key": ("areas", ("- id: image", "- id: image\n    colour: red"), "unknown key"),
    "an area twice": (
        "areas",
        ("- id: social", "- id: image"),
        r"areas\[1\].id: “image” stands twice",
    ),
    "a question twice": ("areas", ("{id: disputes,", "{id: press,"), "“press” stands twice"),
    "an exclusion twice": ("exclusions", ("{id: arms,", "{id: tobacco,"), "“tobacco” stands twice"),
    "more than 36 months": (
        "preset",
        ("standard: 12", "standard: 37"),
        r"validity.standard: should be 1 to 36 months, found 37",
    ),
    "no months at all": ("preset", ("basic: 12, ", ""), "validity.basic: is missing"),
    "an unknown level": (
        "areas",
        ("levels: [basic, standard, enhanced]", "levels: [cursory]"),
        "levels",
    ),
    "a number in words": ("preset", ("amount: 1000000,", "amount: a million,"), "amount"),
    "the name of the exclusions": (
        "areas",
        ("- id: image", "- id: exclusions"),
        "“exclusions” is the name",
    ),
    "a collection twice": (
        "exclusions",
        ("exclusions:", "areas: []\nexclusions:"),
        "already given in another file",
    ),
    "no collections": ("areas", ("areas:", "- areas:"), "should hold named collections"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_preset_says_where(what, tmp_path):
    file, change, said = BROKEN[what]
    with pytest.raises(PackError, match=said):
        load_preset(own(tmp_path, **{file: change}))
