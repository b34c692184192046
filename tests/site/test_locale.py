"""The interface is whole in each of its languages."""

import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

from convene.site import translations
from tools import messages

FILES = {
    language: messages.SOURCE / f"site/locale/{language}/LC_MESSAGES/django.po"
    for language in messages.LANGUAGES
}
BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_everything_is_translated(language: str) -> None:
    assert messages.untranslated(translations.catalogue(FILES[language])) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_every_blank(language: str) -> None:
    wrong = []
    for message in translations.catalogue(FILES[language]):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            allowed = {frozenset(BLANKS.findall(id)) for id in ids}
            wrong += [
                string
                for string in messages.said(message)
                if frozenset(BLANKS.findall(string)) not in allowed
            ]
    assert wrong == []


def test_what_is_compiled_is_what_is_written_and_no_more_often_than_it_changes(
    tmp_path: Path,
) -> None:
    shutil.copytree(translations.FOLDER, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    assert translations.compile_changed(tmp_path / "locale") == ["es", "fr"]
    assert translations.compile_changed(tmp_path / "locale") == []
    spanish = tmp_path / "locale/es/LC_MESSAGES/django.po"
    spanish.write_text(spanish.read_text().replace("Iniciar sesión", "Entrar"))
    assert translations.compile_changed(tmp_path / "locale") == ["es"]
    with spanish.with_suffix(".mo").open("rb") as stream:
        assert GNUTranslations(stream).gettext("Sign in") == "Entrar"


@pytest.mark.slow
def test_a_fresh_clone_shows_its_pages_in_spanish_once_it_is_set_up(tmp_path: Path) -> None:
    shutil.copytree(
        messages.SOURCE,
        tmp_path / "src/convene",
        ignore=shutil.ignore_patterns("*.mo", "__pycache__"),
    )
    environ = {
        "PYTHONPATH": str(tmp_path / "src"),
        "CONVENE_DATA": str(tmp_path / "data"),
        "CONVENE_DEBUG": "1",  # no collected static files
    }
    ask = (
        "from convene.site import set_up; set_up()\n"
        "from django.test import Client\n"
        "home = Client(SERVER_NAME='localhost').get('/', headers={'accept-language': 'es'})\n"
        "print(home.content.decode())"
    )
    for words in (["-m", "convene.site.translations"], ["-c", ask]):
        page = subprocess.run(
            [sys.executable, *words], env=environ, capture_output=True, text=True, check=True
        ).stdout
    assert "<h1>¿Qué alianza podría resolverlo, quién se sumaría y por qué?</h1>" in page


def test_git_keeps_nothing_compiled() -> None:
    kept = subprocess.run(["git", "ls-files", "*.mo"], capture_output=True, text=True, check=True)
    assert kept.stdout == ""


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
        fresh = translations.catalogue(
            tmp_path / f"src/convene/site/locale/{language}/LC_MESSAGES/django.po"
        )
        assert {m.id for m in fresh} == {m.id for m in translations.catalogue(file)}


def test_vendored_files_are_the_ones_that_were_fetched() -> None:
    done = subprocess.run(
        ["python3", "tools/vendor.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
