"""The words for the codes of an organisation, in the reader's language, and back from words to
codes.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import get_language, gettext, override

from convene import packs
from convene.core.guide import Kind
from convene.feeds.countries import called
from convene.packs import codelists, places


class Unknown(ValueError):
    """A word or code that no list has."""


def kinds() -> dict[str, str]:
    """Return the kinds of organisation of the built-in guide."""
    return _words("parties")


def sectors() -> dict[str, str]:
    return _words("sectors")


def countries() -> Mapping[str, str]:
    return places.names(get_language() or "en")


def schemes() -> Mapping[str, str]:
    """Return the registers of org-id.guide that we know."""
    return codelists.org_id_schemes()


def iati_types() -> dict[str, str]:
    return {code: gettext(name) for code, name in codelists.iati_organisation_types().items()}


def _words(kind: Kind) -> dict[str, str]:
    return {word.id: gettext(word.title) for word in packs.guide().words if word.kind == kind}


def code(text: str, *, among: Mapping[str, str], english: Mapping[str, str] | None = None) -> str:
    """Return the code that somebody wrote, or whose word they wrote, but for case.
    Raises Unknown.
    """
    wanted = text.casefold()
    for words in (among, english or {}):
        for code, word in words.items():
            if wanted in (code.casefold(), word.casefold()):
                return code
    raise Unknown(text)


def country(text: str) -> str:
    """Return the ISO 3166-1 code of a country: a code or a name in the reader's language, or what
    people, lists and the UN call it. Raises Unknown.
    """
    try:
        return code(text, among=countries(), english=places.names("en"))
    except Unknown:
        if abroad := called(text):
            return abroad
        raise


LISTS: Mapping[str, Callable[[], Mapping[str, str]]] = {
    "kind": kinds,
    "sector": sectors,
    "iati_type": iati_types,
    "country": countries,
}


def word(code: str, *, field: str) -> str:
    """Return the word for the code in a field of an organisation; one that no list has stays."""
    return LISTS[field]().get(code, code)


def in_english(words: Mapping[str, str], *, kind: str) -> Mapping[str, str]:
    """Return the English words beside those of the reader's language."""
    with override("en"):
        return LISTS[kind]() if kind in LISTS else words
