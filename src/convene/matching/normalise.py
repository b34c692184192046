"""From a name as someone wrote it to the parts that can be compared: any script, any case, any
punctuation.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import groupby

from anyascii import anyascii

from convene.core.names import Name, Schema
from convene.core.writing import unescaped
from convene.matching import eastern, figures, slavic
from convene.matching.forms import DOTTED, NONE, Phrase, clipped, shortened
from convene.matching.scripts import Script, script_of
from convene.matching.tables import Tables, tables

LONGEST = 300
"""Characters of a name that are looked at: the longest names of real lists are shorter."""
MOST = 32
"""Words of a name that are looked at."""
CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
OF_TRADE = str.maketrans(dict.fromkeys("©®™℠℗", " "))
"""Marks that would be read as letters: “Quendor™” is no “quendortm”."""
ON_NUMBERS = re.compile(r"(?<=\d)[ªº°]")
"""What puts a number in a row: “1ª Escuela”."""
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`ʻʿʾ‘´](?=\w)")
WORD = re.compile(r"[a-z]+|[0-9]+")
DIGIT = re.compile(r"[0-9]")
ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
DOUBLED = re.compile(r"(.)\1")
REPEATED = re.compile(r"(.)\1+")
SHORTEST_DOUBLED = 6
"""Letters from which a word with a doubled letter is looked up with a single one too."""
VOWELS = str.maketrans("", "", "aeiouyhw")
ALIKE = str.maketrans({"q": "k", "c": "k", "z": "s", "v": "b", "j": "g", "x": "k", "d": "t"})
LONGEST_FORM = 6
SHORTEST_STEM = 3
"""Letters of a word from which on a form may stand on it."""
SHORTEST_IDENTIFIER = 6
"""Characters; shorter numbers stand for too many."""
REMEMBERED = 512
"""Names, or names side by side, that are kept until their reasons are asked for."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Parsed:
    """A name in its parts. Words are lower-case Latin letters, translated where the tables know a
    translation.

    Equal is only what is the same object, so that what is worked out of one is quickly remembered.
    """

    text: str
    schema: Schema
    script: Script
    is_whole: bool
    """Whether its words are read off syllables, so that each stands for a whole word or none."""
    words: Phrase
    """What tells the name apart: without legal form, stop words, titles and numbers."""
    spelt: Phrase
    """The same words as they were spelt, for sentences."""
    forms: frozenset[str]
    numbers: frozenset[str]
    letters: figures.Letters
    """Its single letters, such as tell one ward from another; of a person, what is put behind the
    name of a son and of a father.
    """
    places: frozenset[str]
    initials: frozenset[str]
    """The acronyms that the name could be shortened to."""
    capitals: bool
    """Whether a name of three letters is written as initials are: WWP, W.W.P."""
    joined: str
    ordered: str
    """All letters of the words, as they stand and with the words in alphabetical order."""
    whole: str
    """All letters and digits as they stand, stop words too, only legal forms and titles left out:
    the same however they are glued.
    """
    countries: frozenset[str]
    identifiers: frozenset[str]
    clipped: frozenset[str] = NONE
    """Words that a point ends, as one does that stands for what was left off: Rev., Def."""
    has_facts: bool = field(init=False)
    """Whether it says anything beside its words."""

    def __post_init__(self) -> None:
        facts = (self.forms, self.numbers, self.places, self.countries, self.identifiers)
        has_any = any(facts) or self.letters is not figures.NO_LETTERS
        object.__setattr__(self, "has_facts", has_any)


def parse(name: Name) -> Parsed:
    """Return a name in its parts."""
    return _parse(unescaped(name.text), name.schema, name.countries, name.identifiers)


def read_out(name: Parsed) -> Parsed:
    """Return an organisation's name in Han as it sounds, sign by sign, nothing translated."""
    if name.script != "han" or name.is_whole:
        return name
    return _parse(name.text, name.schema, (*name.countries,), (*name.identifiers,), reads_out=True)


@lru_cache(maxsize=60_000)
def _parse(
    text: str,
    schema: Schema,
    countries: tuple[str, ...],
    identifiers: tuple[str, ...],
    *,
    reads_out: bool = False,
) -> Parsed:
    known, script = tables(), script_of(text)
    if script in ("han", "hangul") and eastern.is_person(text, schema):
        return _of_syllables(text, schema, script, countries, identifiers)
    every = _every_word(text, known, apart=schema == "person", script="" if reads_out else script)
    rest, forms = (every, NONE) if schema == "person" else _without_forms(every, known)
    kept = _without_titles(rest, known) or rest or every if schema == "person" else rest
    idle = known.idle_of_persons if schema == "person" else known.idle
    if schema == "person" and (initials := figures.initials(text, every)):
        idle -= initials
    core = tuple([word for word in kept if word not in idle and not word.isdigit()]) or kept
    read = _given if schema == "person" else _translated
    words = tuple([read(word) for word in core])
    words = eastern.plain_korean(words) if schema == "person" else words
    numbers, letters = _figures(text, kept, every, schema, known)
    return Parsed(
        text=text,
        schema=schema,
        script=script,
        is_whole=False,
        words=words,
        spelt=core,
        forms=forms,
        numbers=numbers,
        letters=letters,
        places=NONE if schema == "person" else _places(kept, known),
        initials=NONE if schema == "person" else _initials(rest, core),
        capitals=len(core) == 1 and len(core[0]) == 3 and core[0].upper() in text.replace(".", ""),
        joined="".join(core),
        ordered="".join(sorted(core)),
        whole="".join(kept),
        countries=_countries(countries),
        identifiers=_identifiers(identifiers),
        clipped=NONE if schema == "person" else clipped(text[:LONGEST]),
    )


@lru_cache(maxsize=100_000)
def _single(word: str) -> str:
    """Return what a word stands for, if need be with one letter where it has two."""
    same = tables().same
    if word in same or len(word) < SHORTEST_DOUBLED or not DOUBLED.search(word):
        return same.get(word, word)
    return same.get(DOUBLED.sub(slavic.once, word), word)


@lru_cache(maxsize=100_000)
def _given(word: str) -> str:
    """Return what a word of a person's name stands for as it is spelt, or as it sounds."""
    single = _single(word)
    if word in tables().same:
        return single
    return _given_by_sound().get(slavic.plain_sound(single), single)


@cache
def _given_by_sound() -> dict[str, str]:
    """Return what given names stand for by how they sound."""
    given = tables().given
    return {slavic.plain_sound(word): name for word, name in given.items()} | {
        slavic.plain_sound(name): name for name in given.values()
    }


@lru_cache(maxsize=100_000)
def _translated(word: str) -> str:
    """Return what a word of an organisation stands for, if need be by its stem or with a single
    letter.
    """
    return tables().same.get(word) or slavic.meaning(word) or _single(word)


def _of_syllables(
    text: str,
    schema: Schema,
    script: Script,
    countries: tuple[str, ...],
    identifiers: tuple[str, ...],
) -> Parsed:
    """Return a person's name in Han or Hangul in its parts: every word counts, however short."""
    words = eastern.person_words(text, script)
    return Parsed(
        text=text,
        schema=schema,
        script=script,
        is_whole=True,
        words=words,
        spelt=words,
        forms=NONE,
        numbers=NONE,
        letters=figures.NO_LETTERS,
        places=NONE,
        initials=NONE,
        capitals=False,
        joined="".join(words),
        ordered="".join(sorted(words)),
        whole="".join(words),
        countries=_countries(countries),
        identifiers=_identifiers(identifiers),
    )


@lru_cache(maxsize=20_000)
def with_particles(name: Parsed) -> Parsed:
    """Return a person's name with the short words that others leave out: “An” is a surname too."""
    known = tables()
    every = _without_titles(_every_word(name.text, known, apart=True), known)
    return name if name.is_whole else replace(name, words=every, spelt=every)


def _countries(countries: tuple[str, ...]) -> frozenset[str]:
    return frozenset([code.upper() for code in countries]) if countries else NONE


def _identifiers(identifiers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(bare, identifiers))) if identifiers else NONE


@lru_cache(maxsize=REMEMBERED)
def written(name: Parsed) -> tuple[Phrase, Phrase]:
    """Return every word of a name, and those that stay once legal forms are set aside."""
    known = tables()
    every = _every_word(name.text, known, apart=name.schema == "person", script=name.script)
    return every, every if name.schema == "person" else _without_forms(every, known)[0]


def _every_word(text: str, known: Tables, *, apart: bool, script: Script = "") -> Phrase:
    """Return a text's words in Latin letters. Letters with points between them make one word, or,
    where they are to stand apart, the initials of a person. A script is given where words are to be
    translated out of it.
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = text.translate(OF_TRADE)
        folded = eastern.without_gaps(_folded(text))
        inside = known.forms.inside
        text = known.inside_pattern.sub(lambda sign: f" {inside[sign.group()]} ", folded)
        text = shortened(text, known.forms)
        if script in ("han", "hangul"):
            text = eastern.organisation_text(text, script)
    if "." in text or not text.isascii() or "'" in text or "`" in text:
        text = DOTTED.sub(
            lambda initials: initials.group().replace(".", " " if apart else "") + " ",
            APOSTROPHES.sub("", text),
        )
    if not text.isascii():
        text = anyascii(text).replace("'", "").replace("`", "")
    text = text.lower()
    words = WORD.findall(ORDINAL.sub("", text) if DIGIT.search(text) else text)[:MOST]
    return tuple(words) if apart else tuple(_spelt_together(words))


def _folded(text: str) -> str:
    """Return a text with one sign for each letter, without signs that nobody sees."""
    return CONTROLS.sub("", unicodedata.normalize("NFKC", ON_NUMBERS.sub(" ", text)))


def _spelt_together(words: list[str]) -> list[str]:
    """Return words with three single letters or more in a row as one: “X Y Z” is XYZ."""
    if [*map(len, words)].count(1) < 3:
        return words
    together: list[str] = []
    for is_letters, run in groupby(words, key=_is_letter):
        letters = list(run)
        together += ["".join(letters)] if is_letters and len(letters) >= 3 else letters
    return together


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _without_forms(words: Phrase, known: Tables) -> tuple[Phrase, frozenset[str]]:
    """Take legal forms off both ends, the longest first, as long as something stays."""
    forms: set[str] = set()
    words = _unglued(words, known)
    while len(words) > 1 and (form := _form_at_an_end(words, known) or _form_inside(words, known)):
        kind, words = form
        forms.add(kind)
    return words, frozenset(forms - {"business"} or forms)


def _unglued(words: Phrase, known: Tables) -> Phrase:
    """Part a form from the word that it stands on: “Handelsgesellschaft mbH” is “Handels GmbH”."""
    forms = known.forms
    if "mbh" in words[1:]:
        place = words.index("mbh", 1)
        for ending in forms.before_mbh:
            if stem := _stem(words[place - 1], ending):
                return (*words[: place - 1], stem, *words[place + 1 :], "gmbh")
    parted = _parted(words[-1]) if words else ()
    return (*words[:-1], *parted) if len(parted) > 1 else words


@lru_cache(maxsize=60_000)
def _parted(word: str) -> Phrase:
    """Return a word and the form that it ends in as two."""
    forms = tables().forms
    for ending, form in forms.glued.items() if word.endswith(forms.glued_endings) else ():
        if stem := _stem(word, ending):
            return stem, form
    return (word,)


def _stem(word: str, ending: str) -> str:
    """Return what stands before an ending, where that is long enough to be a word."""
    stem = word.removesuffix(ending) if word.endswith(ending) else ""
    return stem if len(stem) >= SHORTEST_STEM else ""


def _form_inside(words: Phrase, known: Tables) -> tuple[str, Phrase] | None:
    """Find a form that is one wherever it stands, or any before the place where somebody is: “Al
    Aqsa e.V. Aachen”.
    """
    forms = known.forms
    if not forms.anywhere.isdisjoint(words):
        place = next(place for place, word in enumerate(words) if word in forms.anywhere)
        return forms.after[words[place],], (*words[:place], *words[place + 1 :])
    if len(words) > 2 and words[-1] in known.little and (kind := forms.after.get(words[-2:-1])):
        return kind, (*words[:-2], words[-1])
    return None


def _form_at_an_end(words: Phrase, known: Tables) -> tuple[str, Phrase] | None:
    begins, ends = words[0] in known.form_starts, words[-1] in known.form_ends
    for size in range(min(LONGEST_FORM, len(words) - 1), 0, -1) if begins or ends else ():
        if ends and (kind := known.forms.after.get(words[-size:])):
            return kind, words[:-size]
        if begins and (kind := known.forms.before.get(words[:size])):
            return kind, words[size:]
    return None


def _without_titles(words: Phrase, known: Tables) -> Phrase:
    return tuple([word for word in words if word not in known.titles])


def _figures(
    text: str, words: Phrase, every: Phrase, schema: Schema, known: Tables
) -> figures.Figures:
    if schema == "person":
        numbers = frozenset([word for word in words if word.isdigit()])
        return figures.Figures(numbers, figures.suffix(every))
    folded = text if text.isascii() else _folded(text)
    return figures.figures(folded[:LONGEST], words, values=known.numbers, units=known.units)


def _places(words: Phrase, known: Tables) -> frozenset[str]:
    """Return the countries that words name, by the longest name: Papua New Guinea is not Guinea."""
    if known.country_words.keys().isdisjoint(words):
        return NONE
    places, stop = set[str](), 0
    for start, word in enumerate(words):
        for size in known.country_words.get(word, ()) if start >= stop else ():
            if code := known.countries.get(words[start : start + size]):
                places.add(code)
                stop = start + size
                break
    return frozenset(places)


def _initials(*readings: Phrase) -> frozenset[str]:
    return frozenset(
        ["".join([word[0] for word in words]) for words in readings if 2 < len(words) < 12]
    )


def bare(identifier: str) -> str:
    """Return an identifier without the marks that people write into it; nothing when it is too
    short to tell anyone apart.
    """
    key = re.sub(r"[\W_]+", "", identifier).casefold()
    return key if len(key) >= SHORTEST_IDENTIFIER else ""


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Return what stays of a word when it is spelt by ear: its consonants, the like-sounding ones
    made one.
    """
    if not word:
        return ""
    bones = word.translate(VOWELS).translate(ALIKE)
    bones = bones[1:] if word[0] == bones[:1] else bones
    return word[0] + REPEATED.sub(slavic.once, bones)
