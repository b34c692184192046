"""The matcher's model card: what it was taught with, what was kept back, and how well it does on
that. Written by train_matcher.py.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from convene.core.names import Name, Schema
from convene.matching import index, model, search_many
from tests.bench import gold, matching

Entity = tuple[str, str, Schema, tuple[str, ...]]
"""Source, id, schema and names."""
AID = ("360giving-ukid", "agency-ror-wikidata")
"""Sources of organisations that are on no list."""


def alerts(everyone: Sequence[Entity], which: gold.Half) -> Iterator[float]:
    """Yield the best score on the lists for each aid organisation of one half."""
    within = index(
        [
            Name(text=name, schema=schema)
            for source, _id, schema, names in everyone
            if source not in AID
            for name in names
        ]
    )
    asked = [
        Name(text=each[3][0], schema="organisation")
        for each in everyone
        if each[0] in AID and gold.half(each[0], each[1]) == which
    ]
    yield from (hits[0].score if hits else 0.0 for hits in search_many(within, asked, limit=1))


def found(everyone: Sequence[Entity], schema: Schema) -> list[tuple[bool, bool]]:
    """Return, for aliases of the half kept back that are taken out of the lists, whether a search
    finds the entry first and whether it finds it at all, each at the threshold “possible” or above.
    """
    dice = random.Random(2026)
    kept: list[tuple[int, Name]] = []
    asked: list[tuple[int, Name]] = []
    for at, (source, id, own, names) in enumerate(each for each in everyone if each[0] not in AID):
        out = (
            dice.randrange(1, len(names))
            if len(names) > 1 and own == schema and gold.half(source, id) == "held out"
            else 0
        )
        kept += [
            (at, Name(text=name, schema=own))
            for position, name in enumerate(names)
            if position != out or not out
        ]
        asked += [(at, Name(text=names[out], schema=own))] if out else []
    within, answers = index([name for _at, name in kept]), []
    for (at, _name), hits in zip(
        asked, search_many(within, [name for _at, name in asked]), strict=True
    ):
        owners = [kept[hit.position][0] for hit in hits if hit.score >= model.POSSIBLE]
        answers.append((owners[:1] == [at], at in owners))
    return answers


def share(answers: Sequence[bool]) -> str:
    """Return a share with its 95 % interval (bootstrap)."""
    values, dice = np.array(answers, dtype=float), np.random.default_rng(2026)
    rolls = [
        values[dice.integers(0, len(values), len(values))].mean() for _ in range(gold.RESAMPLES)
    ]
    return f"{values.mean():.3f} [{np.quantile(rolls, 0.025):.3f}, {np.quantile(rolls, 0.975):.3f}]"


def card(*, on: str, taught: Mapping[str, int], everyone: Sequence[Entity]) -> str:
    """Return the card as Markdown."""
    measured = matching.pairs()
    best = np.array([*alerts(everyone, "held out")])
    lines = [INTRODUCTION.format(on=on), "| kind of pair | same | not the same |", "|---|--:|--:|"]
    kinds = dict.fromkeys(each.partition(", ")[0] for each in taught)
    lines += [
        f"| {kind} | {taught.get(f'{kind}, same', 0):,} | {taught.get(f'{kind}, not the same', 0):,} |"
        for kind in kinds
    ]
    lines += [
        SPLIT,
        "| pairs | number | average precision | recall at 1 % | recall at 5 % | logic-v2 | ahead by |",
        "|---|--:|---|---|---|---|---|",
    ]
    for each in measured:
        ours, theirs = (
            [str(value) for value in each.ours.values()],
            each.theirs["average precision"] if each.theirs else "not measured",
        )
        lines.append(
            f"| {each.name} | {each.pairs} | {' | '.join(ours)} | {theirs} | {each.ahead or ''} |"
        )
    lines += [SEARCHES, "| asked | found first | found among ten |", "|---|---|---|"]
    for schema, words in (
        ("organisation", "aliases of organisations"),
        ("person", "aliases of persons"),
    ):
        answers = found(everyone, schema)  # type: ignore[arg-type]  # the words above are schemas
        lines.append(
            f"| {len(answers)} {words} | {share([first for first, _any in answers])} | {share([any_ for _first, any_ in answers])} |"
        )
    possible, strong = (
        share([bool(value >= bar) for value in best]) for bar in (model.POSSIBLE, model.STRONG)
    )
    lines.append(
        ALERTS.format(
            n=len(best), possible=possible, strong=strong, at=model.POSSIBLE, sure=model.STRONG
        )
    )
    lines += ["| feature | organisations | persons |", "|---|--:|--:|"]
    weights = model.model().weights
    for name in dict.fromkeys([*weights["organisation"], *weights["person"]]):
        lines.append(
            f"| {name.replace('_', ' ')} | {weights['organisation'].get(name, 0):+.2f} | {weights['person'].get(name, 0):+.2f} |"
        )
    return "\n".join([*lines, LIMITS])


INTRODUCTION = """# The matcher: model card

Written by `tools/train_matcher.py`, last trained on {on}. Do not edit by hand.

The matcher says how sure it is that two names belong to one organisation or one person, from 0 to 1, and why. It is a logistic
regression over the few named features below, with one set of weights for organisations and one for persons. No feature may count
the wrong way: words that are shared can only speak for two names being the same, words that are missing only against it. It is for
finding names that a person should look at. It never decides anything by itself.

## What it was taught with

Names on the sanctions lists of OFAC (July 2021) and of the UN (February 2026), labelled pairs of organisations' names from these
lists, from research registers (ROR, Wikidata) and from UK funders (360Giving).
“Near” pairs are names beside the nearest names of other entities; “mistaken” pairs are aid organisations beside names on the lists that
the matcher, once taught with all the rest, took them for; “spoilt” pairs are names beside themselves with one or two slips of the pen
(letters, the order of words, a word glued or left out); “renumbered” pairs are organisations beside namesakes with another number.
Those last two are made up. Pairs of aliases that share no word at all are left out of teaching, because no name can tell them.
"""
SPLIT = """
## What was kept back, and how well it does on that

Entities are split in halves by a hash of their identifier. Only the first half was used for teaching, for how common words are, and
for the thresholds. Pairs that cross the halves are in neither. The measures below are on the second half and on a file of synthetic
pairs (proposed by a language model), which was never taught. Brackets hold 95 % intervals (bootstrap over pairs). Average precision
is computed as if half of the pairs were the same; “recall at 1 %” is the share of same pairs found when 1 % of the others get
through. Negatives are chosen to be hard, and about a quarter of the same pairs share no word, so no matcher comes near 1 here.
nomenklatura's logic-v2 was run on the same pairs, names only.
"""
SEARCHES = """
### Searching lists

One alias of each entry of the second half was taken out of the lists and asked for:
"""
ALERTS = """
Of {n:,} aid organisations of the second half, which are on no list, this share got an alert:
{possible} at the threshold “possible” ({at}), {strong} at “strong” ({sure}). “Possible” was chosen so that
at most 5 of 1,000 aid organisations of the first half get one on these two lists; more lists give more alerts.

## Weights
"""
LIMITS = """
Set by hand, because the pairs carry no countries or identifiers and one source keeps one order of words: country same, country clash,
identifier same, kind clash, order.

## When `match` says “same”

For persons the score decides. Two names of organisations that score as strong are only “possible” where a word is alone in one of them, a
number is in one only or differs, countries differ, a word that tells is merely spelt alike (but for one letter of a long word), or an
office that every state has, such as a Ministry of Health, comes without its country. Of 977 pairs of aid organisations labelled twice by
hand with the same outcome (`tests/corpus/resolution/pairs.csv`), 49 are called the same and 48 of them are, of 73 that are; by the score
alone it was 59 of 131. The rule was written with these pairs in view. On pairs it was not written for: of research registers and UK
funders, held-out half, 23 of 24; of OFAC's list, held-out half, 230 of 235; synthetic organisations, 55 of 55.

## What came after the training

The weights are those of the training above. Since then came legal forms of all countries, a lower weight for places and parts of
organisations that one name lacks, three letters written as initials, and names that hold several; which of these to keep was chosen on
both halves. Average precision on the held-out half is .810 [.791, .824] (it was .796), on the first half .824 (.821), on the synthetic pairs
.866 [.831, .901] (.893; its persons were changed by how initials are read, by what came for other scripts and by what short names share).

## What it cannot do

- It compares names, and countries and identifiers where they are given. Two bearers of one name look the same to it.
- A name and its translation match only as far as the table of words goes (`matching/data/words.yaml`).
- The synthetic file calls some pairs the same that differ in a number (a fund X and a fund XI). Here another number is another
  organisation, so these count against it.
- That a short word of an organisation is compared only as a whole was decided after looking at the false alerts of aid organisations
  from both halves, so the share of alerts above is a little too kind. The tables of words were written with the first half in view.
- Names in scripts that write no vowels (Arabic, Persian, Urdu, Pashto, Hebrew) are compared by another model, by their consonants: see
  [the decision](../adr/0032-by-consonants.md) for what it was taught and how well it does. Nothing on this card measures it.
- Of 83 organisations on six lists that are asked in Han, 64 are found among Latin names at 1 % false positives (missed .23 [.13, .31]; it was
  31), of the 39 whose entries were kept back 27 (.31 [.18, .44]); most are of one group of companies. Of 86 persons in Cyrillic 75 are
  found (missed .13 [.07, .21]; kept back 35 of 45), of 722 in Arabic script 596. See [the decision](../adr/0053-what-is-shortened-and-what-is-doubtful.md).
- A search scores the names that share the rarest three-letter pieces with the query. A few names that would score as
  possible are not among them.
"""
