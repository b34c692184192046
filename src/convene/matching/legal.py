"""Which legal form a name gives itself, as finely as people tell companies apart by it: “GmbH” and
“Ltd” are both limited, and two companies.
"""

import re
from typing import NamedTuple

from anyascii import anyascii

from convene.core.names import Name
from convene.matching.model import weigh
from convene.matching.normalise import parse, written
from convene.matching.pairs import TELLING

ONE_FORM = (
    ("llc", r"limited liability (?:company|co)|with limited liability|l l c"),
    ("plc", r"public limited (?:company|co)|p l c"),
    ("llp", r"limited liability partnership"),
    ("cjsc", r"closed joint stock (?:company|co)"),
    ("ojsc", r"open joint stock (?:company|co)"),
    ("pjsc", r"public joint stock (?:company|co)"),
    ("jsc", r"joint stock (?:company|co)|aktsiadis\w+|aktsioner\w+"),
    ("sa", r"sociedad anonima|societe anonyme|sociedade anonima|s a"),
    ("srl", r"sociedad de responsabilidad limitada|s r l|srls"),
    ("sarl", r"societe a responsabilite limitee|sarlu"),
    ("spa", r"societa per azioni|s p a"),
    ("gmbh", r"gesellschaft mit beschrae?nkter haftung|ggmbh|gesmbh|mbh"),
    ("ag", r"aktiengesellschaft"),
    ("bv", r"besloten vennootschap|b v"),
    ("nv", r"naamloze vennootschap|n v"),
    ("spzoo", r"sp z o ?o|spolka z ograniczona odpowiedzialnoscia"),
    ("ltda", r"limitada|lda"),
    ("ltd", r"limited"),
    ("inc", r"incorporated|corporation|corp"),
    ("pt", r"perseroan terbatas"),
    ("pvt", r"private"),
)
"""Spellings of one form; those of several words before those they hold."""
PATTERNS = tuple((short, re.compile(rf"\b(?:{text})\b")) for short, text in ONE_FORM)
WORD = re.compile(r"[a-z]+")
IDLE = frozenset({"co", "company", "and", "de", "the", "group", "holding", "holdings", "cia"})
TRANSLATED = {
    **dict.fromkeys(("ooo", "tov", "tzov", "too", "osoo", "mchj", "mmc"), ("llc", "ltd")),
    **dict.fromkeys(("ao", "at"), ("jsc",)),
    **dict.fromkeys(("oao", "vat"), ("ojsc", "jsc")),
    **dict.fromkeys(("zao", "prat", "zat"), ("cjsc", "jsc")),
    **dict.fromkeys(("pao", "pat"), ("pjsc", "jsc")),
    **dict.fromkeys(("ojsc", "cjsc", "pjsc"), ("jsc",)),
}
"""As what forms stand in English that other alphabets write."""


SOLE = frozenset({"mei", "ek", "ekfm", "ekfr", "eu", "ei", "ip", "fop"})
"""Forms of those who trade alone, which are no kind of company."""


class Forms(NamedTuple):
    """The legal forms of one name."""

    spelt: frozenset[str]
    """Each as its usual abbreviation, and all that it is translated as. Where a single word tells
    who somebody is, all forms as one, as they stand: what translates one is another country's.
    Nothing where another alphabet writes those of a name that tells more: then only their kind
    counts.
    """
    kinds: frozenset[str]


def forms(name: Name) -> Forms:
    """Return the forms that a name gives itself; none where it gives none that tells."""
    parsed = parse(name)
    if not parsed.forms:
        return Forms(frozenset(), frozenset())
    kinds = parsed.forms - {"business"}
    is_latin = not any(ord(sign) > 0x24F and sign.isalpha() for sign in name.text)
    every, rest = written(parsed)
    if not is_latin:
        every = tuple(WORD.findall(anyascii(name.text).lower()))
    text = " ".join(word for word in every if word not in rest)
    for short, pattern in PATTERNS:
        text = pattern.sub(short, text)
    words = frozenset(text.split()) - IDLE
    if not kinds:
        words &= SOLE
    if sum(weigh(word) >= TELLING for word in parsed.words) <= 1:
        return Forms(frozenset([" ".join(sorted(words))] if words else ()), kinds)
    translated = {other for word in words for other in TRANSLATED.get(word, ())}
    return Forms(words | translated if is_latin else frozenset(), kinds)


def letters(name: Name) -> str:
    """Return the letters and digits of a name as they stand, its legal form left out."""
    return parse(name).whole


def differ(first: Forms, second: Forms) -> bool:
    """Return whether both give a form and not the same."""
    return any(
        left and right and left.isdisjoint(right) for left, right in zip(first, second, strict=True)
    )
