"""Collect what the interface says, merge it into each language's catalogue, and compile. For
maintainers; needs gettext's xgettext.

Usage: python tools/messages.py            extract, merge, compile
       python tools/messages.py --compile  only compile the catalogues as they are
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from convene import packs
from convene.corpus.search.coverage import declared
from convene.feeds.governance import publishers
from convene.packs import alliances, diligence, leverage
from convene.packs.codelists import dac_categories, iati_organisation_types, valuation_methods
from convene.packs.diligence import HERE, load_preset
from convene.packs.places.governance import shipped
from convene.site.translations import catalogue, compile_changed

SOURCE = Path(__file__).parent.parent / "src/convene"
LANGUAGES = ("es", "fr")
HEADER = "# What Convene's interface says. Guide content stays in the guide's language."
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "convene.site.settings",
    "CONVENE_DATA": tempfile.gettempdir(),
}


def pack_strings() -> Iterator[str]:
    """Yield the words of the built-in pack that stand in the interface: labels of codes,
    problems, kinds of alliance and motives, and what is ours of these; not guide content.
    """
    guide = packs.guide()
    for word in guide.words:
        yield from (text for text in (word.title, word.meaning) if text)
    yield from (area.title for area in guide.areas)
    yield from (challenge.title for challenge in guide.challenges)
    yield from (model.title for model in guide.models)
    for row in guide.motivations:
        yield from (text for text in (row.title, row.opening, row.gain) if text)
    for rule in guide.prohibited:
        yield from (rule.title, rule.because)
    yield from (shortfall.because for shortfall in guide.shortfalls)
    yield from scorecard_strings()
    yield from declaration_strings()
    yield from diligence_strings()
    yield from path_strings()
    yield from risk_strings()
    yield from iati_organisation_types().values()
    yield from dac_categories().values()
    yield from (gap.sentence for gap in declared())
    for method in valuation_methods().values():
        yield from (method.title, method.limit, method.rests_on)
    yield from (rule.title for rule in leverage.rules().values())


def diligence_strings() -> Iterator[str]:
    """Yield what the built-in preset for due diligence says on pages and in files; sources and
    addresses stay as they are.
    """
    pack = diligence.load_preset(diligence.HERE)
    yield pack.about.title
    yield from (trigger.title for trigger in pack.depth.triggers)
    yield from (watchlist.title for watchlist in pack.lists)
    for area in pack.areas:
        yield from (area.title, area.about, *(question.text for question in area.questions))
    for excluded in pack.exclusions:
        yield from (excluded.title, excluded.about)
    for source in pack.sources:
        yield from (source.title, source.caution)
    for rule in pack.ownership:
        yield from (text for text in (rule.title, rule.note) if text)
    for programme in pack.programmes:
        yield from (text for text in (programme.title, programme.regions) if text)


def path_strings() -> Iterator[str]:
    """Yield what the path of an alliance says on pages: its states, and what the gates ask for."""
    yield from (place.title for place in alliances.path().places)
    yield from (needed.says for needed in alliances.path().requirements)


def risk_strings() -> Iterator[str]:
    """Yield what is proposed for a register of risks in words of our own."""
    for risk in alliances.safeguards():
        yield from (text for text in (risk.title, risk.meaning, risk.response) if text)


def scorecard_strings() -> Iterator[str]:
    """Yield what stands on a country's scorecard: what is measured, in which words, and what stands
    in for what.
    """
    for publisher in publishers().values():
        yield publisher.note
        for measure in publisher.measures.values():
            yield from (text for text in (measure.title, measure.runs) if text)
    known = shipped()
    for indicator in known.indicators:
        yield from (
            text for text in (indicator.title, indicator.asks, indicator.bar_because) if text
        )
    yield from (band.title for bands in known.bands.values() for band in bands)
    yield from dict.fromkeys(known.groups.values())
    for right in known.rule.rights:
        yield from (right.title, right.because)
    yield from (source.note for source in known.sources)


def declaration_strings() -> Iterator[str]:
    """Yield what the built-in pack asks a partner in its declaration: the partner reads it."""
    form = load_preset(HERE).declaration
    for question in form.questions:
        yield from (question.title, question.text)
    yield from (undertaking.text for undertaking in form.undertakings)


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that nobody has translated, or that changed since."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(said(message)))
    ]


def said(message: Message) -> list[str]:
    """Return a message's translation, every plural form of it."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def extract(source: Path) -> None:
    """Bring the catalogues under `source` up to date; what was translated stays translated."""
    files = {
        language: source / f"site/locale/{language}/LC_MESSAGES/django.po" for language in LANGUAGES
    }
    earlier = {language: catalogue(file) for language, file in files.items() if file.is_file()}
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
    locales = [flag for language in LANGUAGES for flag in ("-l", language)]
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        *locales,
        "--no-wrap",
        "--add-location",
        "never",
        "--no-obsolete",
    ]
    # Our own package must be the one under `source`: makemessages writes where its settings say.
    subprocess.run(
        command,
        cwd=source,
        env={**os.environ, **SETTINGS, "PYTHONPATH": str(source.parent)},
        check=True,
    )
    for language, file in files.items():
        _add_pack(file, earlier.get(language))


def _add_pack(file: Path, earlier: Catalog | None) -> None:
    catalog = catalogue(file)
    catalog.project, catalog.header_comment, catalog.fuzzy = "Convene", HEADER, False
    if earlier:  # a moment in the file is one more line for two people to change at once
        catalog.creation_date = earlier.creation_date
    for text in dict.fromkeys(pack_strings()):
        known = catalog.get(text) or (earlier.get(text) if earlier else None)
        catalog.add(text, string=known.string if known else "")
    with file.open("wb") as stream:
        write_po(stream, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)


def main() -> None:
    if "--compile" not in sys.argv:
        extract(SOURCE)
    compile_changed()
    for language in LANGUAGES:
        file = SOURCE / f"site/locale/{language}/LC_MESSAGES/django.po"
        print(f"{language}: {len(untranslated(catalogue(file)))} messages to translate")


if __name__ == "__main__":
    main()
