"""The clauses that papers begin with, as they ship and as somebody breaks them."""

import shutil

import pytest

from convene.packs import PackError
from convene.packs.agreements import HERE, load_wording


def test_a_folder_with_a_fault_names_file_and_place(tmp_path):
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True)
    clauses = tmp_path / "clauses.yaml"
    text = clauses.read_text(encoding="utf-8")
    clauses.write_text(text.replace("{exit}", "{estate}", 1), encoding="utf-8")

    with pytest.raises(PackError, match=r"clauses\.exit\.text\.en: “\{estate\}” is no tag"):
        load_wording(tmp_path)


def test_a_file_that_is_missing_or_of_another_form_is_named(tmp_path):
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "papers.yaml").write_text("papers: 3\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"^papers\.yaml: "):
        load_wording(tmp_path)

    (tmp_path / "papers.yaml").unlink()
    with pytest.raises(PackError, match=r"^papers\.yaml: "):
        load_wording(tmp_path)
