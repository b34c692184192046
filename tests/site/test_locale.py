"""The interface is whole in each of its languages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import messages

FILES = {
    language: messages.SOURCE / f"site/locale/{language}/LC_MESSAGES/django.po"
    for language in messages.LANGUAGES
}
BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    assert messages.untranslated(messages.catalogue(FILES[language])) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_every_blank(language: str) -> None:
    wrong = []
    for message in messages.catalogue(FILES[language]):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = {frozenset(BLANKS.findall(id)) for id in ids}
            wrong += [
                string
                for string in messages.said(message)
                if frozenset(BLANKS.findall(string)) not in allowed
            ]
    assert wrong == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    assert FILES[language].with_suffix(".mo").read_bytes() == messages.compiled(
        messages.catalogue(FILES[language])
    )


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("xgettext") is None,
    reason="gettext's xgettext is not installed, so messages cannot be extracted",
)
def test_no_message_is_missing_or_left_over(tmp_path: Path) -> None:
    shutil.copytree(
        messages.SOURCE, tmp_path / "src/convene", ignore=shutil.ignore_patterns("__pycache__")
    )
    messages.extract(tmp_path / "src/convene")
    for language, file in FILES.items():
        fresh = messages.catalogue(
            tmp_path / f"src/convene/site/locale/{language}/LC_MESSAGES/django.po"
        )
        assert {m.id for m in fresh} == {m.id for m in messages.catalogue(file)}


def test_vendored_files_are_the_ones_that_were_fetched() -> None:
    done = subprocess.run(
        ["python3", "tools/vendor.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
