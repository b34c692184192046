"""Why two names score as they do, in plain sentences: what counted for,
then what counted against.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from anyascii import anyascii

from convene.core.names import Explanation, Name
from convene.core.reasons import Place, Reason, filled, gettext_noop
from convene.matching.align import Pair
from convene.matching.certain import is_certain
from convene.matching.consonants import by_consonants, paired
from convene.matching.features import Compared
from convene.matching.figures import CALLED, ROMAN, difference, lone
from convene.matching.lone import alone, quoted
from convene.matching.model import compared, score_of, telling, verdict
from convene.matching.normalise import APOSTROPHES, parse, written
from convene.matching.tables import tables

ELIDED, SPELT = re.compile(rf"\w+(?:{APOSTROPHES.pattern}\w+)+"), re.compile(r"\w+")
"""A word with an apostrophe in it, as in “d'études”; and a word as it was compared."""
COMMON = 0.65
"""A word that tells less than this is said to be common."""
SAME_IDENTIFIER = Reason(gettext_noop("They carry the same identifier."))
SAME_LETTERS = Reason(
    gettext_noop(
        "The names are the same once legal forms, case, accents and punctuation are set aside."
    )
)
TURNED = Reason(
    gettext_noop(
        "The words are the same in another order, once legal forms, case, accents and punctuation are set aside."
    )
)
GAPS = Reason(
    gettext_noop(
        "The letters are the same once legal forms, case, accents and punctuation are set aside; only the gaps between words differ."
    )
)
ASIDE = gettext_noop("Only one of the names has {words}, which tells little and was set aside.")
INITIALS = Reason(gettext_noop("One is the initials of the other."))
SAME_FORM = Reason(gettext_noop("Their legal forms are of one kind."))
SAME_COUNTRY = Reason(gettext_noop("They are in the same country."))
SHARED_COUNTRY = gettext_noop("Countries given for both: {countries}.")
OTHER_COUNTRY = Reason(gettext_noop("They are in different countries."))
NO_COUNTRY_SHARED = Reason(gettext_noop("None of the countries given for them is the same."))
NO_LETTERS = Reason(gettext_noop("A name without letters or digits can't be compared."))
PAIRS = {
    "equal": gettext_noop("Both have “{left}”."),
    "meaning": gettext_noop("“{left}” and “{right}” are one word in two spellings or languages."),
    "glued": gettext_noop("“{left}” is written as “{right}”."),
    "sound": gettext_noop("“{left}” and “{right}” sound alike."),
    "typing": gettext_noop("“{left}” and “{right}” differ by a few letters."),
    "shortened": gettext_noop("“{shorter}” may be short for “{longer}”."),
    "kindred": gettext_noop("“{left}” and “{right}” are near in meaning."),
    "consonants": gettext_noop("“{left}” and “{right}” have the same consonants."),
    "near_consonants": gettext_noop("“{left}” and “{right}” have nearly the same consonants."),
    "acronym": gettext_noop("“{left}” is written as “{right}”."),
    "initial": gettext_noop("“{shorter}” may be the initial of “{longer}”."),
}
"""What is said of two words, by how they were found to be one."""
NUMBERS = gettext_noop("Their numbers differ: {left} and {right}.")
ONE_NUMBER = gettext_noop("Only one has a number: {number}.")
FIGURES = gettext_noop("A single letter or a number tells them apart: {left} and {right}.")
ONE_LETTER = gettext_noop("Only one has the single letter {letter}, which may tell them apart.")
ONE_SUFFIX = gettext_noop("Only one is called {called}.")
SUFFIXES = gettext_noop("One is called {left}, the other {right}.")
OF_A_COMMON_WORD = gettext_noop("{sentence} It is a common word, so it counts less.")
PLAINLY = {
    "form_clash": Reason(gettext_noop("Their legal forms differ in kind.")),
    "place_clash": Reason(gettext_noop("They name different countries.")),
    "kind_clash": Reason(gettext_noop("One is an organisation and the other a person.")),
    "order": Reason(gettext_noop("The words stand in another order.")),
    "one_word": Reason(
        gettext_noop("One of the names has a single word that tells it apart; others may share it.")
    ),
}
"""What needs no more said than that it is so."""


def explain(a: Name, b: Name) -> Explanation:
    """Return the score of two names with the reasons for it."""
    both = compared(parse(a), parse(b))
    value = score_of(both)
    both = paired(both)
    judged = verdict(value)
    if both.values["place_clash"] and not both.values["identifier_same"]:
        judged = "different"
    elif judged == "same" and not is_certain(both):
        judged = "possible"
    why = (*_for(both), *_against(both))
    if apart := _with_apostrophes(a.text, b.text):
        why = tuple(_as_written(reason, apart) for reason in why)
    return Explanation(score=value, verdict=judged, why=why)


def _with_apostrophes(*texts: str) -> Mapping[str, str]:
    """Return the words that are compared without their apostrophes, each as it was written."""
    words = (word.casefold() for text in texts for word in ELIDED.findall(text))
    return {anyascii(APOSTROPHES.sub("", word)).lower(): word for word in words}


def _as_written(value: Any, apart: Mapping[str, str]) -> Any:
    """Return a reason, or what fills it, with such words as they were written."""
    match value:
        case str():
            return SPELT.sub(lambda word: apart.get(word[0], word[0]), value)
        case tuple():
            return tuple(_as_written(item, apart) for item in value)
        case Reason():
            values = {name: _as_written(item, apart) for name, item in value.values.items()}
            return Reason(value.text, values, value.cites)
    return value


def _for(both: Compared) -> Iterator[Reason]:
    has = both.values
    if has["identifier_same"]:
        yield SAME_IDENTIFIER
    in_letters = has["same_letters"] and not (
        by_consonants(both) or both.left.is_whole or both.right.is_whole
    )
    whole = _whole(both) if in_letters and both.left.joined else None
    if whole:
        yield whole
    for pair in both.pairs if not whole else ():
        yield _pair(both, pair)
    if in_letters and (words := _set_aside(both)):
        yield Reason(ASIDE, {"words": quoted(words)})
    if has["acronym"]:
        yield INITIALS
    if has["form_same"]:
        yield SAME_FORM
    if has["country_same"]:
        yield _shared_country(both)


def _whole(both: Compared) -> Reason | None:
    """Say in which way the letters of two names are the same; nothing where numbers differ or words
    only happen to be spelt with the same letters.
    """
    left, right = both.left, both.right
    if left.numbers != right.numbers or difference(left, right):
        return None
    if left.spelt == right.spelt:
        return SAME_LETTERS
    if sorted(left.spelt) == sorted(right.spelt):
        return TURNED
    return GAPS if left.joined == right.joined or left.whole == right.whole else None


def _set_aside(both: Compared) -> tuple[str, ...]:
    """Return the small words and titles that only one of the names has; what numbers in words
    mean is said apart.
    """
    if both.left.whole == both.right.whole:
        return ()
    numbers = {*tables().numbers, *_told(both)}
    left, right = (
        [
            word
            for word in written(name)[1]
            if word not in name.spelt and word not in numbers and not word.isdigit()
        ]
        for name in (both.left, both.right)
    )
    return tuple(
        word for word in dict.fromkeys((*left, *right)) if (word in left) != (word in right)
    )


def _told(both: Compared) -> Iterator[str]:
    """Yield the letters that are said apart, because they tell."""
    left, right = both.left, both.right
    if difference(left, right):
        yield from (*lone(left, right), *lone(right, left))
    yield from (letter for letter, value in ROMAN.items() if value in left.numbers | right.numbers)


def _shared_country(both: Compared) -> Reason:
    """Say which country two names share: where several are given, they need not be in it."""
    left, right = both.left.countries, both.right.countries
    if len(left) == len(right) == 1:
        return SAME_COUNTRY
    return Reason(SHARED_COUNTRY, {"countries": tuple(map(Place, sorted(left & right)))})


def _pair(both: Compared, pair: Pair) -> Reason:
    left = " ".join(both.left.spelt[i] for i in pair.left)
    right = " ".join(both.right.spelt[j] for j in pair.right)
    shorter, longer = min(left, right, key=len), max(left, right, key=len)
    named = {"left": left, "right": right, "shorter": shorter, "longer": longer}
    is_last = pair.how == "sound" and left[:-1] == right[:-1]  # another letter is heard at the end
    sentence = filled(PAIRS["typing" if is_last else pair.how], named)
    common = all(telling(both, both.left.words[i]) < COMMON for i in pair.left)
    return Reason(OF_A_COMMON_WORD, {"sentence": sentence}) if common else sentence


def _against(both: Compared) -> Iterator[Reason]:
    if not both.left.joined or not both.right.joined:
        yield NO_LETTERS
        return
    if not both.values["acronym"]:  # each word stands for a letter
        yield from alone(both)
    yield from _numbers(both)
    told_already = "order" if _whole(both) is TURNED else ""
    yield from (
        reason for name, reason in PLAINLY.items() if both.values[name] and name != told_already
    )
    if both.values["country_clash"]:
        is_one = len(both.left.countries) == len(both.right.countries) == 1
        yield OTHER_COUNTRY if is_one else NO_COUNTRY_SHARED


def _numbers(both: Compared) -> Iterator[Reason]:
    left, right = both.left, both.right
    mine, yours = quoted(lone(left, right)), quoted(lone(right, left))
    letters, called = difference(left, right), CALLED & (left.letters.either ^ right.letters.either)
    if left.numbers and right.numbers and both.values["number_clash"]:
        yield filled(
            NUMBERS, {"left": quoted(sorted(left.numbers)), "right": quoted(sorted(right.numbers))}
        )
    elif letters == "clash":
        yield filled(SUFFIXES if {*called} == CALLED else FIGURES, {"left": mine, "right": yours})
    elif letters == "missing":
        yield filled(ONE_LETTER, {"letter": mine or yours})
    elif called:
        yield filled(ONE_SUFFIX, {"called": quoted(called)})
    if both.values["number_missing"] and letters != "clash":
        number = quoted(sorted(left.numbers or right.numbers))
        yield filled(ONE_NUMBER, {"number": number})
