"""What people and lists write between two names that stand in one field: “trading as”, “formerly”,
“c/o”, in the languages that such fields are met in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import product

SIGNS = re.compile(
    r"""(?<!&amp)(?<!&quot)(?<!&apos)(?<!&lt)(?<!&gt);
    | (?:^|(?<=[\s,(]))[a-h]\)\s
    | (?<!\w)(?:
        [afnp]\s?[./]\s?k\s?[./]\s?a | d\s?[./]\s?b\s?[./]\s?a | t/as? | o/a | c/o | ℅
        | o\s?[./]\s?b\s?[./]\s?o | h\.\s?o\.\s?d\.\s?n | z\.\s?hd | (?-i:p\.\s?A)
    )(?!\w)[.:,]?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Marks with signs in them."""
SIGNED = re.compile("[;)/.℅]")
PLAIN = (
    # English
    "?also|formerly|formally|previously|now|better|otherwise|commonly known as",
    *("also|now|previously|formerly called|named", "trading as|under ?the ?name ?of", "trades as"),
    *(
        "doing business as|under ?the ?name ?of",
        "operating as|under ?the ?name ?of",
        "under the name of",
    ),
    *("previously|formerly listed as", "formerly", "previously", "fmrly", "renamed ?as|to", "dba"),
    *("care of", "on behalf of", "jointly with", "in joint venture with"),
    "in consortium|partnership|association|collaboration with",
    # Spanish and Portuguese
    "?tambien|tambem|mas|mais conocido|conocida|conocidos|conocidas|conhecido|conhecida como|por",
    "?antes|anteriormente denominado|denominada|llamado|llamada|chamado|chamada ?anteriormente",
    *("anteriormente", "antiguamente", "antigamente", "al cuidado de", "aos cuidados de"),
    *("?con|com ?el|o nombre|nome comercial", "nombre|nome ?de fantasia", "opera|operando como"),
    *("haciendo negocios como", "de soltera", "nacida", "en representacion de"),
    *("en consorcio|alianza con", "en union temporal con", "em consorcio|parceria com"),
    # French
    "?aussi|egalement|mieux connu|connue|connus|connues sous le nom ?de|d",
    *("en consortium|partenariat|groupement avec", "au nom de", "pour le compte de"),
    *("anciennement", "auparavant", "precedemment", "aux bons soins de", "nom commercial"),
    "faisant affaire|affaires sous ?le ?nom ?de|d",
    *("exercant|operant|agissant sous ?le ?nom ?commercial ?de|d", "?sous|a l enseigne ?de"),
    # German and Dutch
    *("?auch bekannt als|unter", "auch genannt", "firmierend|handelnd als|unter", "vormals"),
    *("ehemals", "zu handen ?von", "per adresse", "unter dem namen", "geborene"),
    *("im auftrag von|der|des", "in arbeitsgemeinschaft mit"),
    *("ook bekend als", "voorheen", "handelend onder de naam"),
    # Italian, Russian, Turkish
    *("conosciuto|conosciuta|noto|nota come", "ранее", "он|она же", "eski|diger adiyla"),
    *("прежнее название|наименование", "прежде", "бывший|бывшая|бывшее", "ранее назывался"),
    *("раніше", "колишня назва", "колишній|колишня|колишнє", "також відомий|відома|відоме як"),
    *("?также известный|известная|известное|известен|известна как|под", "урожденная"),
)
"""Nothing else is meant by these, however they are written; “?” goes before what may be left out.
"""
SMALL = (
    *("aka", "fka", "nka", "alias", "antes", "dit", "dite", "nee", "geb", "genannt", "fruher"),
    *("vorm", "ehem", "gia", "detta", "detto"),
)
"""These are names as well: marks in small letters only, or in capitals before two words. People are
called Aka.
"""
INSIDE = ("ex", "now", "prev", "hoy", "ahora", "hoje", "jetzt", "nun", "heute", "born", "ne")
"""Marks in small letters or as one word begins a sentence, only after a bracket or comma."""
BORN = frozenset({"geb", "nee", "ne", "geborene", "born", "nacida", "de soltera", "урожденная"})
"""Marks before the family name that somebody was born with."""
BEFORE_CARE = frozenset({"the", "for", "and", "of", "in", "to"})
"""“The care of children” is no address."""
LONGEST = 2_000
"""Characters of a field that are looked at."""
OPENS = ("(", "[", "（", ",")
WORD = re.compile(r"[^\W_]+")

LANGUAGES = (
    "Amharic|Arabic|Armenian|Belarus[is]an|Bengali|Burmese|Chinese|Cyrillic|Dari|Farsi|Georgian|Greek"
    "|Hebrew|Hindi|Japanese|Khmer|Korean|Kurdish|Pashto|Persian|Russian|Serbian|Thai|Ukrainian|Urdu"
)
SCRIPT = re.compile(
    rf"""\(?\b(?:name\s)?(?:in\s)?(?:(?:original|native|{LANGUAGES})\s(?:script|characters|letters)
    | (?:original|native)\sname)\b\s?[:=)]?\s?
    | \b(?:in\s)?(?:{LANGUAGES})\s?:\s?(?=[^\W\da-z\u00c0-\u024f])
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before, or after, a name to say that it is written as its bearer writes it."""

Span = tuple[int, int, str]
"""Where a mark begins and ends, and the mark without accents and signs."""


def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the marks of words by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in PLAIN:
        for words in product(*(_spellings(word) for word in phrase.split())):
            spelt = tuple(filter(None, words))
            by_first.setdefault(spelt[0], []).append(spelt)
    return {first: tuple(sorted(of, key=len, reverse=True)) for first, of in by_first.items()}


def _spellings(word: str) -> list[str]:
    return [*word.removeprefix("?").split("|"), *([""] if word.startswith("?") else [])]


PHRASES = _phrases()
STARTS = frozenset({*PHRASES, *SMALL, *INSIDE})


def parted(text: str) -> tuple[tuple[str, str], ...]:
    """Return what stands between the marks of a text, each piece with the bare mark before it,
    which is empty for the first.
    """
    text = text[:LONGEST] if text.isascii() else unicodedata.normalize("NFC", text[:LONGEST])
    pieces, mark, start = [], "", 0
    for begins, ends, next_mark in sorted(_marks(text, _folded(text))):
        if begins >= start:
            pieces.append((mark, text[start:begins]))
            mark, start = next_mark, ends
    return (*pieces, (mark, text[start:]))


def _marks(text: str, folded: str) -> Iterator[Span]:
    if SIGNED.search(text):
        for sign in SIGNS.finditer(text):
            yield sign.start(), sign.end(), sign.group().strip(" .:,").lower()
    if not text.isascii():
        yield from ((label.start(), label.end(), "script") for label in SCRIPT.finditer(text))
    spelt = WORD.findall(folded)
    words = [] if STARTS.isdisjoint(spelt) else list(WORD.finditer(folded))
    for first in range(len(words)):
        if spelt[first] in STARTS and (size := _size(text, words, spelt, first)):
            last = words[first + size - 1]
            yield words[first].start(), last.end(), " ".join(spelt[first : first + size])


def _size(text: str, words: list[re.Match[str]], spelt: list[str], first: int) -> int:
    """Return how many words from one on are a mark; 0 where none begins."""
    for phrase in PHRASES.get(spelt[first], ()):
        if tuple(spelt[first : first + len(phrase)]) == phrase:
            is_care = phrase[0] == "care" and spelt[first - 1] in BEFORE_CARE
            return 0 if is_care else len(phrase)
    start, end = words[first].span()
    written, follows = text[start:end], len(words) - first - 1
    if spelt[first] in SMALL:
        return int(written.islower() or (written.isupper() and follows > 1))
    if spelt[first] not in INSIDE or not follows:
        return 0
    is_ex = spelt[first] == "ex" and written.islower()
    before_name = text[end : end + 2].strip(". ")[:1].isupper()
    return int((is_ex and before_name) or text[:start].rstrip()[-1:] in OPENS)


def _folded(text: str) -> str:
    """Return a text in small letters without accents, in as many characters."""
    return text.lower() if text.isascii() else "".join(map(_base, text))


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char.lower())[0]
