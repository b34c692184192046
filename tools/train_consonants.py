"""Train the comparison by consonants: `python tools/train_consonants.py --on 2026-12-01` writes
src/convene/matching/data/consonants.json.

Needs the published lists and labelled names (see CONVENE_SHARED_DATA in tests/bench/gold.py). Like
`train_matcher.py` it learns from the half of the entities that a hash picks and never sees the
other: names of the UN's list in their own script and of public offices in Arabic (Wikidata), beside
their names in Latin letters; and, as what is not the same, the nearest names of others to these and
to made-up names of people in Arabic letters.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from convene.core.names import Name, Schema  # noqa: E402 - the path is set above
from convene.matching import consonants, index, model, search_many  # noqa: E402 - see above
from convene.matching.features import Compared  # noqa: E402 - see above
from convene.matching.index import Index  # noqa: E402 - see above
from convene.matching.normalise import parse  # noqa: E402 - see above
from convene.matching.scripts import script_of  # noqa: E402 - see above
from tests.bench import gold  # noqa: E402 - see above
from tools.matcher_card import AID, Entity  # noqa: E402 - see above
from tools.train_matcher import entities, regression  # noqa: E402 - see above

MODEL = ROOT / "src" / "convene" / "matching" / "data" / "consonants.json"
FEATURES: dict[str, bool] = {
    "rare_word_shared": True,
    "weight_shared": True,
    "letters_squared": True,
    "all_paired": True,
    "three_paired": True,
    "rare_word_missing_on_one_side": False,
    "rare_word_missing_on_both_sides": False,
    "weight_missing_on_both_sides": False,
    "one_word": False,
}
"""Whether a feature speaks for two names being the same; the others speak against."""
GIVEN = {
    "country_same": 0.6,
    "country_clash": -1.2,
    "identifier_same": 12.0,
    "kind_clash": -4.0,
    "unlike": -4.0,
}
OF_ORGANISATIONS = {"number_clash": -6.0, "number_missing": -1.0, "only_common": -2.0}
"""Weights set by hand: the pairs carry no countries or identifiers and hardly a number."""
ALERTS = {"person": 0.008, "organisation": 0.01}
"""Share of the names of the training half that are on no list of which one may become an alert."""
COMMON = 1_500
WORST = 3
"""Nearest names of others that each name is shown beside."""
ROUNDS = 3


@dataclass(frozen=True)
class Asked:
    """A name without vowels, and the Latin names of the same entity; none if it is on no list."""

    name: Name
    own: tuple[Name, ...]


def originals() -> Iterator[tuple[str, Schema, str]]:
    """Yield id, kind and the name without vowels of the UN's entries that have one."""
    root = Xml.parse(gold.SHARED / "sanctions" / "UN_consolidated.xml").getroot()
    kinds: tuple[tuple[str, Schema], ...] = (("INDIVIDUAL", "person"), ("ENTITY", "organisation"))
    for tag, schema in kinds:
        for entry in root.iter(tag):
            text = " ".join((entry.findtext("NAME_ORIGINAL_SCRIPT") or "").split())
            if script_of(text) == "abjad":
                yield entry.findtext("DATAID") or "", schema, text


def asked(known: Sequence[Entity], half: gold.Half) -> Iterator[Asked]:
    """Yield names without vowels that belong to entities of a half, with the Latin ones."""
    latin = {(source, id): (schema, names) for source, id, schema, names in known}
    for id, schema, text in originals():
        if gold.half("un-2026", id) == half and ("un-2026", id) in latin:
            own = written_out(latin["un-2026", id][1], schema)
            yield Asked(Name(text=text, schema=schema), own)
    for source, id, schema, names in known:
        if source in AID and gold.half(source, id) == half:
            own = written_out(names, schema)
            for text in names:
                if script_of(text) == "abjad" and own:
                    yield Asked(Name(text=text, schema=schema), own)


def written_out(texts: Sequence[str], schema: Schema) -> tuple[Name, ...]:
    """Return those names that have vowels."""
    return tuple(Name(text=each, schema=schema) for each in texts if script_of(each) != "abjad")


def strangers(half: gold.Half) -> Iterator[Asked]:
    """Yield made-up names of people that are on no list."""
    with (gold.SHARED / "gold" / "negatives_global_5k.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (
                script_of(text := row["full_name"]) == "abjad"
                and gold.half("made up", text) == half
            ):
                yield Asked(Name(text=text, schema="person"), ())


def commonness(known: Sequence[Entity]) -> dict[str, float]:
    """Return how much common words tell, from 0.1 for the commonest to nearly 1."""
    counts, size = Counter[str](), 0
    for _source, _id, schema, names in known:
        for name in names:
            counts.update(
                set(consonants.consonants(parse(Name(text=name, schema=schema)), schema).words)
            )
            size += 1
    common = {word: n for word, n in counts.most_common(COMMON) if n > 3}
    return {
        word: round(max(0.1, 1 - log(n / 3) / log(size / 3)), 3)
        for word, n in sorted(common.items())
    }


def others(within: Index, names: Sequence[Asked]) -> Iterator[tuple[Asked, list[Compared]]]:
    """Yield each name with the likeliest names of others."""
    found = search_many(within, [each.name for each in names], limit=20)
    for each, hits in zip(names, found, strict=True):
        texts = {name.text for name in each.own}
        near = [within.names[hit.position] for hit in hits]
        kept = [name for name in near if name.text not in texts and name.schema == each.name.schema]
        yield each, [model.compared(parse(each.name), parse(name)) for name in kept[:WORST]]


def fitted(
    examples: Sequence[tuple[Compared, bool]],
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return intercepts and weights for organisations and for persons."""
    intercept, weights = {}, {}
    for kind, given in (("organisation", GIVEN | OF_ORGANISATIONS), ("person", GIVEN)):
        own = [(both, same) for both, same in examples if model.kind(both) == kind]
        table = np.array([[both.values[name] for name in FEATURES] for both, _ in own])
        found = regression(table, np.array([same for _, same in own]), list(FEATURES.values()))
        intercept[kind] = round(float(found[-1]), 4)
        weights[kind] = {
            name: round(float(weight), 4) for name, weight in zip(FEATURES, found, strict=False)
        } | given
    return intercept, weights


def write(trained: dict[str, object]) -> None:
    """Write the model, one weight a line, so that a reviewer sees what changed."""
    MODEL.write_text(json.dumps(trained, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    model.model.cache_clear()


def best(both: Sequence[Compared]) -> float:
    """Return the highest score."""
    return max((model.score_of(each) for each in both), default=0.0)


def logit(share: float) -> float:
    return log(share / (1 - share))


def listed(known: Sequence[Entity]) -> Index:
    """Return the names on lists, the ones without vowels left out, ready for search."""
    names = [written_out(texts, schema) for source, _, schema, texts in known if source not in AID]
    return index([name for of_one in names for name in of_one])


def train(on: str) -> None:
    """Train, write the model and say how well it does on the half that it never saw."""
    known = list(entities())
    own_half = [each for each in known if gold.half(each[0], each[1]) == "train"]
    within = listed(own_half)
    common = commonness(own_half)
    old = json.loads(MODEL.read_text())
    write({**old, "common": common})
    learnt, unlike = list(asked(known, "train")), list(strangers("train"))
    seen: dict[tuple[str, str], Compared] = {}
    for _round in range(ROUNDS):
        for each, near in others(within, [*learnt, *unlike]):
            seen |= {(each.name.text, both.right.text): both for both in near if both.pairs}
        same = [
            max(
                (model.compared(parse(each.name), parse(name)) for name in each.own),
                key=model.score_of,
            )
            for each in learnt
        ]
        intercept, weights = fitted(
            [
                *((both, True) for both in same if both.pairs),
                *((both, False) for both in seen.values()),
            ]
        )
        write({"trained": on, "intercept": intercept, "weights": weights, "common": common})
    for kind, names in (
        ("person", unlike),
        ("organisation", [each for each in learnt if each.name.schema == "organisation"]),
    ):
        tops = sorted((best(near) for _each, near in others(within, names)), reverse=True)
        bar = tops[int(ALERTS[kind] * len(tops))]
        intercept[kind] = round(intercept[kind] + logit(model.POSSIBLE - 0.001) - logit(bar), 4)
    taught = {
        "same": len(same),
        "not the same": len(seen),
        "names on no list": len(unlike),
    }
    write(
        {
            "trained": on,
            "taught": taught,
            "intercept": intercept,
            "weights": weights,
            "common": common,
        }
    )
    for half in ("train", "held out"):
        report(known, listed(known), half)


def report(known: Sequence[Entity], within: Index, half: gold.Half) -> None:
    """Print how many names of a half reach “possible” against their own, and strangers against
    others'.
    """
    un = {text for _id, _schema, text in originals()}
    for kind in ("person", "organisation"):
        for source in ("UN", "other"):
            names = [
                each
                for each in asked(known, half)
                if each.name.schema == kind and (each.name.text in un) is (source == "UN")
            ]
            alike = [
                best([model.compared(parse(each.name), parse(name)) for name in each.own])
                for each in names
            ]
            reached = sum(value >= model.POSSIBLE for value in alike)
            print(f"{half}, {source}, {kind}: {reached} of {len(names)} meet their own name")
    tops = [best(near) for _each, near in others(within, list(strangers(half)))]
    alerts = sum(value >= model.POSSIBLE for value in tops)
    print(f"{half}, made-up people: {alerts} of {len(tops)} get an alert")


def main() -> None:
    """Read what is asked."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--on", required=True, help="The day of training, such as 2026-12-01.")
    train(given.parse_args().on)


if __name__ == "__main__":
    main()
