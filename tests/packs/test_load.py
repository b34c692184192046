"""A pack loads whole and checked, or says which file, path and value is wrong."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from convene import packs
from convene.core.advice import advise
from convene.core.request import Request
from convene.packs import places
from convene.packs.load import check, load_guide

HERE = Path(__file__).parent
GUIDE_TEXT = Path(__file__).parents[2].parent / "shared/guide/building-alliances-democracy-2009.txt"


def test_the_guide_is_all_there() -> None:
    counts = Counter(collection for collection, _ in packs.guide().all_records())
    assert counts == {
        "models": 8,
        "examples": 18,
        "cases": 2,
        "initiatives": 11,
        "trends": 8,
        "difficulties": 4,
        "benefits": 5,
        "motivations": 5,
        "contributions": 49,
        "questions": 6,
        "sources": 5,
        "offers": 9,
        "lessons": 19,
        "ways": 9,
        "resources": 33,
        "quotes": 6,
        "roles": 15,
        "misprints": 18,
        "challenges": 35,
    }
    assert [len(group.models) for group in packs.guide().groups] == [2, 2, 4]
    kinds = Counter(resource.kind for resource in packs.guide().resources)
    assert kinds == {
        "philanthropy": 6,
        "key_partner": 2,
        "donor_or_network": 6,
        "report": 14,
        "website": 3,
        "programme": 1,
        "advice": 1,
    }


def test_misprints_are_shown_and_never_repaired() -> None:
    rows = {row.id: row for row in packs.guide().motivations}
    assert rows["MR4"].models == ()
    assert rows["MR4"].models_inferred == ("M3", "M4", "M5", "M7")
    assert rows["MR4"].models_text.text.startswith("Sonatel Corporation Foundation (Senegal)")
    assert (
        '"Business Against Corruption" (South Africa), probably Business Against Crime'
        in rows["MR4"].companies
    )
    assert rows["MR5"].companies_probable == (
        "Sonatel Corporation Foundation (Senegal)",
        "Aga Khan Foundation (Tajikistan)",
        "Petron Foundation (Philippines)",
    )


def test_records_that_time_overtook_say_so() -> None:
    records = packs.guide().records
    assert "occupation" in records["EX06"].today  # type: ignore[attr-defined]  # an Example
    assert "RUSAL" in records["CS1"].today  # type: ignore[attr-defined]  # a Case
    assert "USAID closed" in packs.guide().about.today


@pytest.mark.skipif(
    not GUIDE_TEXT.is_file(), reason="the guide's text is not at hand; only its extraction ships"
)
def test_every_anchor_stands_where_it_is_cited() -> None:
    assert list(check(packs.guide(), GUIDE_TEXT.read_text(encoding="utf-8"))) == []


def test_another_sector_loads_with_no_code_change() -> None:
    water = load_guide(HERE / "water")
    answer = advise(
        Request(country="KE", level="city", challenges=("broken_wells",)),
        guide=water,
        regions=places.regions(),
    )
    assert [(model.model, model.band, model.examples) for model in answer.models] == [
        ("W1", "strong", ("E1",))
    ]


def test_a_pack_in_the_data_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE / "water", tmp_path / "packs/water")
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    packs.guide.cache_clear()
    try:
        assert [guide.about.id for guide in packs.guides()] == ["democracy", "water"]
    finally:
        packs.guide.cache_clear()


BROKEN = [
    (
        "    examples: [E1]\n",
        "    exemples: [E1]\n",
        "water/pack.yaml: models[0].exemples: unknown key, found",
    ),
    (
        "    rationale: Wells",
        "    motive: Wells",
        "water/pack.yaml: models[0].rationale: is missing",
    ),
    (
        "version: 1}",
        'version: "1"}',
        'water/pack.yaml: about.version: should be a valid integer, found "1"',
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    is_ppp: no\n",
        "water/pack.yaml: examples[0].is_ppp: “no” needs the passage that says so",
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    is_ppp: false\n",
        "water/pack.yaml: examples[0].is_ppp: should be",
    ),
    (
        "    lines: [2, 3]\n    anchor: nobody is paid\n",
        "",
        "water/pack.yaml: models[0].rationale: says something of the guide without lines and anchor",
    ),
    (
        "    lines: [2, 3]\n    anchor: nobody is paid\n",
        "    private_benefit: More water.\n    lines: [2, 3]\n    anchor: nobody is paid\n",
        "water/pack.yaml: models[0].lines: unknown key",
    ),
    (
        "anchor: nobody is paid",
        "anchor: Keeping wells working",
        "water/pack.yaml: models[0].rationale: “Keeping wells working” is only a title or a name",
    ),
    (
        "lines: [2, 3]",
        "lines: [2, 5]",
        "water/pack.yaml: models[0].rationale: lines 2-5 are not one to 3 lines in order",
    ),
    (
        "    lines: 5\n    anchor: pays a mechanic",
        "    lines: [2, 3]\n    anchor: nobody is paid",
        "water/pack.yaml: examples[0].activity: rests on the same words as models[0].rationale",
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    not_told: [activity]\n",
        "water/pack.yaml: examples[0].not_told: “activity” is not empty",
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    not_told: [result]\n",
        "water/pack.yaml: examples[0].not_told: there is no field “result”",
    ),
    (
        "weights: {",
        "checks: [{record: E1, by: Somebody, on: '2026-12-01', seal: abc}]\nweights: {",
        "water/pack.yaml: checks[0].seal: “E1” has changed since; its seal is now",
    ),
    (
        "weights: {",
        "left_out: [{lines: some, why: headings}]\nweights: {",
        "water/pack.yaml: left_out: “some” is no list of lines such as 5-16, 86",
    ),
    (
        "models: {W1: 3}",
        "models: {W1: 4}",
        "water/pack.yaml: challenges[0].models.W1: should be 1, 2 or 3, found 4",
    ),
    (
        "examples: [E1]",
        "examples: [E9]",
        "water/pack.yaml: models[0].examples: “E9” is not among the examples or cases or initiatives",
    ),
    (
        "evidence: [E1]",
        "evidence: [E1, Z1]",
        "water/pack.yaml: challenges[0].evidence: “Z1” is not among the records",
    ),
    (
        "region: africa",
        "region: afrika",
        "water/pack.yaml: examples[0].region: “afrika” is not among the words for regions",
    ),
    (
        "area: supply",
        "area: demand",
        "water/pack.yaml: challenges[0].area: “demand” is not among the areas",
    ),
    (
        "  - id: E1",
        "  - id: W1",
        "water/pack.yaml: examples[0].id: “W1” is already the id of models[0]",
    ),
    (
        "  - id: E1",
        "  - id: about",
        "water/pack.yaml: examples[0].id: “about” is the name of a page",
    ),
    (
        "lines: [2, 3]",
        "lines: [40, 41]",
        "water/pack.yaml: models[0].rationale: lines 40-41 are outside every section",
    ),
    (
        "lines: [2, 3]",
        "lines: [3, 2]",
        "water/pack.yaml: models[0].rationale: lines 3-2 are not one to 3 lines in order",
    ),
    ("challenge: 0.5,", "challenge: 0.6,", "water/pack.yaml: weights: should add to 1, found 1.1"),
    (
        "location_fit: [{model: W1, otherwise: 0.5, levels: {city: 1.0}}]",
        "location_fit: []",
        "water/pack.yaml: location_fit: nothing for W1",
    ),
    (
        "seen: {}",
        "seen: {well_owner: [E9]}",
        "water/pack.yaml: model_rules[0].seen.well_owner: “E9” is no alliance of W1",
    ),
    (
        "seen: {}",
        "seen: {well_owner: [E1]}",
        "water/pack.yaml: model_rules[0].seen: “well_owner” is not among the words for partner_kinds",
    ),
    (
        "levels: {city: 1.0}}",
        "levels: {moon: 1.0}}",
        "water/pack.yaml: location_fit[0].levels: “moon” is not among the words for levels",
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    partners: [{name: Pumps, kind: company, among: Wells}]\n",
        "water/pack.yaml: examples[0].partners[0].among: “Wells” gave nothing in this alliance",
    ),
    (
        "    theme: maintenance\n",
        "    theme: maintenance\n    theme: again\n",
        "water/pack.yaml: line 17: the key “theme” stands twice",
    ),
    ("sections: [", "sections: *s [", "water/pack.yaml: "),
    ("areas: [", "areas: &a [", ""),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_a_broken_pack_says_file_path_and_value(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = tmp_path / "water"
    folder.mkdir()
    good = (HERE / "water/pack.yaml").read_text(encoding="utf-8")
    assert old in good
    (folder / "pack.yaml").write_text(good.replace(old, new, 1), encoding="utf-8")
    if not message:
        load_guide(folder)  # an anchor nobody uses does no harm
        return
    with pytest.raises(packs.PackError) as caught:
        load_guide(folder)
    assert message in str(caught.value)


def test_a_collection_in_two_files_is_refused(tmp_path: Path) -> None:
    shutil.copytree(HERE / "water", tmp_path / "water")
    (tmp_path / "water/zz.yaml").write_text("areas: []\n", encoding="utf-8")
    with pytest.raises(
        packs.PackError, match=r"water/zz\.yaml: areas: already given in pack\.yaml"
    ):
        load_guide(tmp_path / "water")


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(packs.PackError, match=r"no \.yaml file here"):
        load_guide(tmp_path)


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_bytes(b"about: \xff\xfe")
    with pytest.raises(packs.PackError, match=r"pack\.yaml: this is not UTF-8 text"):
        load_guide(tmp_path)
