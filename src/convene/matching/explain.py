"""Why two names score as they do, in plain sentences: what counted for,
then what counted against.
"""

from collections.abc import Iterable, Iterator, Sequence

from convene.core.names import Explanation, Name
from convene.core.reasons import Reason, filled, gettext_noop
from convene.matching.align import Pair
from convene.matching.consonants import Consonants, paired
from convene.matching.features import Compared
from convene.matching.model import compared, score_of, telling, verdict
from convene.matching.normalise import parse

COMMON = 0.65
"""A word that tells less than this is said to be common."""
SAME_IDENTIFIER = Reason(gettext_noop("They carry the same identifier."))
SAME_LETTERS = Reason(
    gettext_noop(
        "The names are the same once legal forms, case, accents and punctuation are set aside."
    )
)
INITIALS = Reason(gettext_noop("One is the initials of the other."))
SAME_FORM = Reason(gettext_noop("Their legal forms mean the same."))
SAME_COUNTRY = Reason(gettext_noop("They are in the same country."))
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
    "initial": gettext_noop("“{shorter}” may be the initial of “{longer}”."),
}
"""What is said of two words, by how they were found to be one."""
OF_A_COMMON_WORD = gettext_noop("{sentence} It is a common word, so it counts less.")
PLAINLY = {
    "form_clash": Reason(gettext_noop("Their legal forms differ in kind.")),
    "place_clash": Reason(gettext_noop("They name different countries.")),
    "country_clash": Reason(gettext_noop("They are in different countries.")),
    "kind_clash": Reason(gettext_noop("One is an organisation and the other a person.")),
    "order": Reason(gettext_noop("The words stand in another order.")),
    "one_word": Reason(
        gettext_noop("One of the names is a single word, which many names may share.")
    ),
}
"""What needs no more said than that it is so."""


def explain(a: Name, b: Name) -> Explanation:
    """Return the score of two names with the reasons for it."""
    both = compared(parse(a), parse(b))
    value = score_of(both)
    both = paired(both)
    return Explanation(score=value, verdict=verdict(value), why=(*_for(both), *_against(both)))


def _for(both: Compared) -> Iterator[Reason]:
    has = both.values
    if has["identifier_same"]:
        yield SAME_IDENTIFIER
    in_letters = has["same_letters"] and not (
        isinstance(both.left, Consonants) or both.left.is_whole or both.right.is_whole
    )
    if in_letters and both.left.joined:
        yield SAME_LETTERS
    for pair in both.pairs if not in_letters else ():
        yield _pair(both, pair)
    if has["acronym"]:
        yield INITIALS
    if has["form_same"]:
        yield SAME_FORM
    if has["country_same"]:
        yield SAME_COUNTRY


def _pair(both: Compared, pair: Pair) -> Reason:
    left = " ".join(both.left.spelt[i] for i in pair.left)
    right = " ".join(both.right.spelt[j] for j in pair.right)
    shorter, longer = min(left, right, key=len), max(left, right, key=len)
    named = {"left": left, "right": right, "shorter": shorter, "longer": longer}
    sentence = filled(PAIRS[pair.how], named)
    common = all(telling(both, both.left.words[i]) < COMMON for i in pair.left)
    return Reason(OF_A_COMMON_WORD, {"sentence": sentence}) if common else sentence


def _against(both: Compared) -> Iterator[Reason]:
    if not both.left.joined or not both.right.joined:
        yield NO_LETTERS
        return
    yield from _alone(*both.alone())
    yield from _numbers(both)
    yield from (reason for name, reason in PLAINLY.items() if both.values[name])


def _alone(left: Sequence[str], right: Sequence[str]) -> Iterator[Reason]:
    if left and right:
        yield Reason(
            gettext_noop("{left} and {right} stand for nothing in the other name."),
            {"left": _quoted(left), "right": _quoted(right)},
        )
    elif words := left or right:
        yield Reason(gettext_noop("Only one of the names has {words}."), {"words": _quoted(words)})


def _numbers(both: Compared) -> Iterator[Reason]:
    left, right = _quoted(sorted(both.left.numbers)), _quoted(sorted(both.right.numbers))
    if both.values["number_clash"]:
        yield Reason(
            gettext_noop("Their numbers differ: {left} and {right}."),
            {"left": left, "right": right},
        )
    if both.values["number_missing"]:
        yield Reason(gettext_noop("Only one has a number: {number}."), {"number": left or right})


def _quoted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"“{word}”" for word in words)
