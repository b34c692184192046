"""Why two names score as they do, in plain sentences: what counted for, then what counted against."""

from collections.abc import Iterator, Sequence

from convene.core.names import Explanation, Name
from convene.matching.align import Pair
from convene.matching.features import Compared
from convene.matching.model import compared, score_of, verdict, weigh
from convene.matching.normalise import parse

COMMON = 0.65
"""A word that tells less than this is said to be common."""


def explain(a: Name, b: Name) -> Explanation:
    """Return the score of two names with the reasons for it."""
    both = compared(parse(a), parse(b))
    value = score_of(both)
    return Explanation(score=value, verdict=verdict(value), why=(*_for(both), *_against(both)))


def _for(both: Compared) -> Iterator[str]:
    has = both.values
    if has["identifier_same"]:
        yield "They carry the same identifier."
    if has["same_letters"] and both.left.joined:
        yield "The names are the same once legal forms, case, accents and punctuation are set aside."
    for pair in both.pairs if not has["same_letters"] else ():
        yield _pair(both, pair)
    if has["acronym"]:
        yield "One is the initials of the other."
    if has["form_same"]:
        yield "Their legal forms mean the same."
    if has["country_same"]:
        yield "They are in the same country."


def _pair(both: Compared, pair: Pair) -> str:
    left, right = (
        " ".join(both.left.spelt[i] for i in pair.left),
        " ".join(both.right.spelt[j] for j in pair.right),
    )
    common = (
        " It is a common word, so it counts less."
        if all(weigh(both.left.words[i]) < COMMON for i in pair.left)
        else ""
    )
    if pair.how == "equal":
        return f"Both have “{left}”." + common
    return {
        "meaning": f"“{left}” and “{right}” are one word in two spellings or languages.",
        "glued": f"“{left}” is written as “{right}”.",
        "sound": f"“{left}” and “{right}” sound alike.",
        "typing": f"“{left}” and “{right}” differ by a few letters.",
        "shortened": f"“{min(left, right, key=len)}” may be short for “{max(left, right, key=len)}”.",
        "initial": f"“{min(left, right, key=len)}” may be the initial of “{max(left, right, key=len)}”.",
    }[pair.how] + common


PLAINLY = {
    "form_clash": "Their legal forms differ in kind.",
    "place_clash": "They name different countries.",
    "country_clash": "They are in different countries.",
    "kind_clash": "One is an organisation and the other a person.",
    "order": "The words stand in another order.",
    "one_word": "One of the names is a single word, which many names may share.",
}
"""What needs no more said than that it is so."""


def _against(both: Compared) -> Iterator[str]:
    if not both.left.joined or not both.right.joined:
        yield "A name without letters or digits can't be compared."
        return
    yield from _alone(*both.alone())
    left, right = _listed(sorted(both.left.numbers)), _listed(sorted(both.right.numbers))
    if both.values["number_clash"]:
        yield f"Their numbers differ: {left} and {right}."
    if both.values["number_missing"]:
        yield f"Only one has a number: {left or right}."
    yield from (sentence for name, sentence in PLAINLY.items() if both.values[name])


def _alone(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    if left and right:
        yield f"{_listed(left)} and {_listed(right)} stand for nothing in the other name."
    elif words := left or right:
        yield f"Only one of the names has {_listed(words)}."


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
