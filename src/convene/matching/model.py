"""The score: a logistic sum of named features whose weights lie in `data/model.json`, written by
`tools/train_matcher.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from typing import Any

from convene.core.names import Band, Name, Verdict
from convene.matching import consonants
from convene.matching.align import SOUND
from convene.matching.consonants import UNLIKE
from convene.matching.doubtful import is_part_of_a_name, is_slip_in_one_word
from convene.matching.features import Compared, compare
from convene.matching.normalise import REMEMBERED, Parsed, parse, read_out
from convene.matching.slavic import is_patronymic
from convene.matching.tables import DATA


@dataclass(frozen=True, kw_only=True)
class Model:
    """Weights of features for names of organisations and of persons, how common words are, and
    where the bands begin.
    """

    intercept: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    common: Mapping[str, float]
    thresholds: Mapping[str, float]


CONSONANTS = "consonants"
"""The model of names that are compared by consonants."""


@cache
def model(of: str = "model") -> Model:
    """Return the trained model, or the one of another way of comparing."""
    read: dict[str, Any] = json.loads((DATA / f"{of}.json").read_text(encoding="utf-8"))
    telling = {
        whose: {name: weight for name, weight in weights.items() if weight}
        for whose, weights in read["weights"].items()
    }
    return Model(
        intercept=read["intercept"],
        weights=telling,
        common=read["common"],
        thresholds=read.get("thresholds", {}),
    )


STRONG = model().thresholds["strong"]
"""From this score on two names are taken for the same."""
POSSIBLE = model().thresholds["possible"]
"""From this score on a person should look."""
FLOOR = model().thresholds["floor"]
"""Below this score a search says nothing."""

NAMESAKES = 0.02
"""How far above “possible” the likeliest of two persons with the same common name stand."""


OPEN = STRONG - 0.001
"""The most that names score that a letter, or “junior”, may tell apart."""
PART = POSSIBLE - 0.1
"""The most that names score which match in part where only the whole counts."""


def weigh(word: str) -> float:
    """Return how much a word tells, from nearly 0 for the commonest to 1 for one that was never
    met.
    """
    return model().common.get(word, 1.0)


def telling(both: Compared, word: str) -> float:
    """Return how much a word of names side by side tells, from nearly 0 to 1."""
    return _model_of(both).common.get(word, 1.0)


@lru_cache(maxsize=REMEMBERED)
def compared(left: Parsed, right: Parsed) -> Compared:
    """Return two parsed names side by side."""
    if left.script or right.script:
        return _in_other_scripts(left, right)
    return in_letters(left, right)


def _in_other_scripts(left: Parsed, right: Parsed) -> Compared:
    if consonants.decide(left, right):
        return consonants.compare(left, right, common=model(CONSONANTS).common)
    both = in_letters(left, right)
    read_left, read_right = read_out(left), read_out(right)
    if read_left is left and read_right is right:
        return both
    return max(both, in_letters(read_left, read_right), key=score_of)


def in_letters(left: Parsed, right: Parsed) -> Compared:
    """Return two parsed names side by side in Latin letters, whatever their scripts."""
    return compare(left, right, common=model().common)


def score(a: Name, b: Name) -> float:
    """Return how sure it is that two names belong to one organisation or person, from 0 to 1; the
    same either way round.
    """
    return score_of(compared(parse(a), parse(b)))


def score_of(both: Compared) -> float:
    """Return the score of two names side by side."""
    if not both.left.joined or not both.right.joined:
        return 0.0  # a name without letters or digits is like no other
    if both.values is UNLIKE:
        return 0.0
    whose, values, known = kind(both), both.values, _model_of(both)
    total = known.intercept[whose]
    for name, weight in known.weights[whose].items():
        if value := values[name]:
            total += weight * value
    probability = _logistic(total)
    if _in_part_only(both):
        return min(probability, PART)
    if _is_open(both):
        return min(probability, OPEN)
    least = POSSIBLE + NAMESAKES * probability
    return least if probability < least and _full_name(both) else probability


def _is_open(both: Compared) -> bool:
    """Tell whether only one of two names has a single letter that tells, or two persons are the
    younger and the elder.
    """
    has = both.values
    if is_slip_in_one_word(both) or (kind(both) == "person" and is_part_of_a_name(both)):
        return True
    if not has["letter_missing"] and not has["number_clash"]:
        return False
    return not has["identifier_same"] and bool(has["letter_missing"] or kind(both) == "person")


def _in_part_only(both: Compared) -> bool:
    """Tell whether a person's name in Han or Hangul meets only a part of the other: its words are
    short and few, so that half of them are shared by very many.
    """
    if not (both.left.is_whole or both.right.is_whole):
        return False
    return both.values["letters"] < 1 and not both.values["identifier_same"]


def _model_of(both: Compared) -> Model:
    return model(CONSONANTS) if consonants.by_consonants(both) else model()


def _full_name(both: Compared) -> bool:
    """Tell whether two names of persons are the same in all their words, at least two, or two of
    organisations in two scripts: however common, a person should look.
    """
    values = both.values
    if not both.pairs or values["number_clash"] or values["kind_clash"]:
        return False
    if kind(both) == "organisation":
        return consonants.by_consonants(both) and values["whole"] > 0
    fewer = min(len(both.left.words), len(both.right.words))
    return fewer > 1 and (values["same_letters"] > 0 or _sounds_whole(both))


def _sounds_whole(both: Compared) -> bool:
    """Tell whether all words of two persons' names are the same or sound so, but for the father's
    name, which Russians and Ukrainians leave out at will.
    """
    if any(pair.alike < SOUND for pair in both.pairs):
        return False
    left, right = both.alone()
    return not (left and right) and all(map(is_patronymic, (*left, *right)))


def kind(both: Compared) -> str:
    """Return whose weights count: those of persons when neither name is known to be an
    organisation's.
    """
    schemas = (both.left.schema, both.right.schema)
    return "person" if "person" in schemas and "organisation" not in schemas else "organisation"


def band(value: float) -> Band:
    """Return the band of a score."""
    if value >= STRONG:
        return "strong"
    return "possible" if value >= POSSIBLE else "weak"


def verdict(value: float) -> Verdict:
    """Return what a score says about two names."""
    if value >= STRONG:
        return "same"
    return "possible" if value >= POSSIBLE else "different"


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, x))))
