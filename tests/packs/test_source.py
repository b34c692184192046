"""A guide's own text: taken by its hash, kept in the data folder, shown a passage at a time."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from convene import packs
from convene.core.guide import Guide, Statement
from convene.packs.source import Line, NotTheText, keep, passage

TEXT = "Wells\n\nOne town’s **fund** pays\na mechanic, \\$10 a month.\n"
SAID = Statement(text="A fund pays.", lines=(3, 4), anchor="town's fund pays a mechanic")


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Guide:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    known = packs.guide()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return replace(known, about=replace(known.about, text_sha256=digest))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "guide.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


def test_a_passage_opens_with_its_anchor_marked_across_lines_and_marks_of_layout(
    guide: Guide, file: Path
):
    assert passage(guide, SAID) == ()
    assert keep(file, guides=(guide,)) is guide
    assert passage(guide, SAID) == (
        Line("One ", "town’s fund pays"),
        Line("", "a mechanic", ", $10 a month."),
    )


def test_another_text_is_not_taken_and_nothing_is_kept(guide: Guide, file: Path, tmp_path: Path):
    file.write_text(TEXT.replace("fund", "bank"), encoding="utf-8")

    with pytest.raises(NotTheText):
        keep(file, guides=(guide,))
    assert not (tmp_path / "data").exists()


def test_a_text_that_was_changed_on_the_disk_is_not_shown(guide: Guide, file: Path, tmp_path: Path):
    keep(file, guides=(guide,))
    (tmp_path / "data/guides/democracy.txt").write_text("Something else", encoding="utf-8")

    assert passage(guide, SAID) == ()


def test_an_anchor_that_does_not_stand_there_marks_nothing(guide: Guide, file: Path):
    keep(file, guides=(guide,))

    assert passage(guide, replace(SAID, anchor="no such words"))[0] == Line("One town’s fund pays")


def test_what_stands_for_nothing_in_the_guide_has_no_passage(guide: Guide, file: Path):
    keep(file, guides=(guide,))

    assert passage(guide, Statement(text="Ours.", by="ours")) == ()
