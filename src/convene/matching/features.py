"""What two names have in common and what sets them apart, in named numbers, most of them from 0 to 1."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from convene.matching.align import Pair, align
from convene.matching.normalise import Parsed

Weigh = Callable[[str], float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """Two names side by side: their parts, the words that pair up, and the numbers that the score is made of."""

    left: Parsed
    right: Parsed
    pairs: tuple[Pair, ...]
    values: Mapping[str, float]

    def alone(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words of either name that no word of the other stands for, as they were spelt."""
        used_left = {i for pair in self.pairs for i in pair.left}
        used_right = {j for pair in self.pairs for j in pair.right}
        return (
            tuple(word for i, word in enumerate(self.left.spelt) if i not in used_left),
            tuple(word for j, word in enumerate(self.right.spelt) if j not in used_right),
        )


def compare(left: Parsed, right: Parsed, *, weigh: Weigh) -> Compared:
    """Return two names side by side. `weigh` says how much a word tells: near 0 for common words, 1 for rare ones."""
    if _order(left) > _order(right):
        left, right = right, left  # so that either way round gives the same score, to the last digit
    pairs = align(left, right)
    return Compared(left=left, right=right, pairs=pairs, values=_values(left, right, pairs, weigh))


def _order(parsed: Parsed) -> tuple[object, ...]:
    return (parsed.words, parsed.spelt, parsed.schema, sorted(parsed.forms), sorted(parsed.numbers), parsed.joined)


def _values(left: Parsed, right: Parsed, pairs: tuple[Pair, ...], weigh: Weigh) -> dict[str, float]:
    weights_left, weights_right = [weigh(word) for word in left.words], [weigh(word) for word in right.words]
    total_left, total_right = sum(weights_left) or 1.0, sum(weights_right) or 1.0
    got_left = got_right = exact = 0.0
    weakest, initial = 1.0, 0.0
    rest_left, rest_right = weights_left[:], weights_right[:]
    best = 0.0
    for pair in pairs:
        heavy_left, heavy_right = sum(weights_left[i] for i in pair.left), sum(weights_right[j] for j in pair.right)
        got_left += heavy_left * pair.alike
        got_right += heavy_right * pair.alike
        weakest = min(weakest, pair.alike)
        heavy = min(heavy_left, heavy_right)
        best = max(best, heavy * pair.alike)
        if pair.how == "equal" or pair.how == "glued":
            exact += heavy_left + heavy_right
        elif pair.how == "initial":
            initial = 1.0
        for i in pair.left:
            rest_left[i] = 0.0
        for j in pair.right:
            rest_right[j] = 0.0
    cover_left, cover_right = got_left / total_left, got_right / total_right
    alone_left, alone_right = max(rest_left, default=0.0), max(rest_right, default=0.0)
    letters_left, letters_right = left.joined, right.joined
    whole = fuzz.ratio(letters_left, letters_right) / 100
    sort = fuzz.ratio(" ".join(sorted(left.words)), " ".join(sorted(right.words))) / 100
    low, high = sorted((cover_left, cover_right))
    acronym = _acronym(left, right)
    return {
        "covered": low,
        "covered_squared": low * low,
        "covered_shorter": high,
        "covered_shorter_squared": high * high,
        "equal_words": exact / (total_left + total_right),
        "rare_word_shared": best,
        "weight_shared": log(1 + min(got_left, got_right)),
        "weakest_pair": 1 - weakest,
        "rare_word_missing_on_one_side": max(alone_left, alone_right),
        "rare_words_missing_on_both_sides": min(alone_left, alone_right),
        "words_missing_on_both_sides": log(1 + min(sum(rest_left), sum(rest_right))),
        "words_missing_on_one_side": log(1 + max(sum(rest_left), sum(rest_right))),
        "letters": whole,
        "letters_sorted": sort,
        "letters_sorted_squared": sort * sort,
        "same_letters": float(letters_left == letters_right),
        "acronym": float(acronym),
        "initial": initial,
        "short": 1 / (1 + min(len(letters_left), len(letters_right))),
        "one_word": float(min(len(left.words), len(right.words)) == 1 and max(len(left.words), len(right.words)) > 1),
        "order": _out_of_order(pairs),
        "form_same": float(bool(left.forms & right.forms)),
        "form_clash": float(bool(left.forms and right.forms) and not left.forms & right.forms),
        "number_clash": float(bool(left.numbers and right.numbers) and left.numbers != right.numbers),
        "number_missing": float(bool(left.numbers) != bool(right.numbers)),
        "place_clash": float(bool(left.places and right.places) and not left.places & right.places),
        "place_missing": float(bool(left.places) != bool(right.places)),
        "country_same": float(bool(left.countries & right.countries)),
        "country_clash": float(bool(left.countries and right.countries) and not left.countries & right.countries),
        "identifier_same": float(bool(left.identifiers & right.identifiers)),
        "kind_clash": float({left.schema, right.schema} == {"organisation", "person"}),
        "nothing_shared": float(not pairs and not acronym),
    }


def _acronym(left: Parsed, right: Parsed) -> bool:
    return _is_short_for(left, right) or _is_short_for(right, left)


def _is_short_for(short: Parsed, long: Parsed) -> bool:
    return any(len(word) > 2 and word in long.initials for word in short.spelt[:3]) or (
        2 < len(short.joined) < 9 and short.joined in long.initials
    )


def _out_of_order(pairs: Iterable[Pair]) -> float:
    """Return the share of neighbouring pairs whose words stand the other way round."""
    rights = [pair.right[0] for pair in sorted(pairs, key=lambda pair: pair.left)]
    turns = sum(1 for one, two in zip(rights, rights[1:], strict=False) if two < one)
    return turns / (len(rights) - 1) if len(rights) > 1 else 0.0
