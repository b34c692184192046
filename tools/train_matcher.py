"""Train the matcher: `python tools/train_matcher.py --on 2026-11-22` writes
src/convene/matching/data/model.json and the model card.

Needs the labelled data (see CONVENE_SHARED_DATA in tests/bench/gold.py). What it learns from, and
what it keeps back, is said in the card that it writes: docs/reference/matcher.md.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from convene.core.names import Name, Schema  # noqa: E402 - the path is set above
from convene.matching import features, model  # noqa: E402 - see above
from convene.matching.index import index, nearest, search_many  # noqa: E402 - see above
from convene.matching.normalise import parse  # noqa: E402 - see above
from tests.bench import gold  # noqa: E402 - see above
from tools.matcher_card import AID, Entity, alerts, card  # noqa: E402 - see above

CARD = ROOT / "docs" / "reference" / "matcher.md"
MODEL = ROOT / "src" / "convene" / "matching" / "data" / "model.json"
GIVEN = {
    "country_same": 0.6,
    "country_clash": -1.2,
    "identifier_same": 12.0,
    "kind_clash": -4.0,
    "order": -0.3,
}
"""Weights set by hand: the pairs carry no countries or identifiers, and those of one source keep
one order of words.
"""
FOR = {
    "rare_word_shared",
    "weight_shared",
    "letters",
    "letters_squared",
    "same_letters",
    "acronym",
    "form_same",
    "number_same",
}
"""Features that may only speak for two names being the same; all others may only speak against."""
FIRST = {"strong": 0.9, "possible": 0.5, "floor": 0.05}
"""Thresholds until they are chosen."""
COMMON = 1_500
"""Words whose commonness is kept."""
RENUMBERED = 60
"""Organisations shown with another number: enough to teach that the number counts, few enough to
leave the rest as it is.
"""
ALERTS = 5
"""False alerts per 1,000 aid organisations of the training half that the threshold “possible” may
give on two lists.
"""
MISTAKEN = 0.2
"""Score from which a name of another is shown to the matcher once more."""
STRENGTH = 1.0
"""Of the weights against the pull towards none: how much is learnt from few examples."""


def entities() -> Iterator[Entity]:
    """Yield those on the lists of OFAC (2021) and of the UN, and the organisations of the labelled
    names.
    """
    yield from ofac()
    yield from un()
    held: dict[tuple[str, str], list[str]] = {}
    with (gold.SHARED / "gold" / "org_names_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] in AID:
                held.setdefault((row["source"], row["entity_id"]), []).append(row["name"])
    for (source, id), names in held.items():
        yield source, id, "organisation", tuple(names)


def ofac() -> Iterator[Entity]:
    """Yield the entries of OFAC's list, those that are ships and aircraft left out."""
    folder = gold.SHARED / "sanctions" / "ofac-2021-07"
    aliases: dict[str, list[str]] = {}
    for row in rows(folder / "alt.csv"):
        aliases.setdefault(row[0], []).append(row[3])
    for row in rows(folder / "sdn.csv"):
        if row[2].strip() in ("-0-", "individual"):
            schema: Schema = "person" if row[2].strip() == "individual" else "organisation"
            yield "ofac-2021", row[0], schema, (row[1], *aliases.get(row[0], ()))


def rows(file: Path) -> Iterator[list[str]]:
    """Yield the rows of an OFAC file, its end-of-file mark left out."""
    with file.open(encoding="latin-1", newline="") as lines:
        yield from (row for row in csv.reader(lines) if len(row) > 3)


def un() -> Iterator[Entity]:
    """Yield the entries of the UN's list with their aliases of good quality."""
    root = Xml.parse(gold.SHARED / "sanctions" / "UN_consolidated.xml").getroot()
    for tag, schema in (("INDIVIDUAL", "person"), ("ENTITY", "organisation")):
        for entry in root.iter(tag):
            parts = [
                entry.findtext(f"{place}_NAME") or ""
                for place in ("FIRST", "SECOND", "THIRD", "FOURTH")
            ]
            aliases = [
                each.findtext("ALIAS_NAME") or ""
                for each in entry.iter(f"{tag}_ALIAS")
                if each.findtext("QUALITY") not in ("Low", "")
            ]
            names = tuple(
                name.strip() for name in (" ".join(filter(None, parts)), *aliases) if name.strip()
            )
            yield "un-2026", entry.findtext("DATAID") or "", schema, names  # type: ignore[misc]  # a Schema


def commonness(known: Sequence[Entity]) -> dict[str, float]:
    """Return how much common words tell, from 0.1 for the commonest to nearly 1; words met less
    than four times tell all.
    """
    counts: Counter[str] = Counter()
    size = 0
    for _source, _id, schema, names in known:
        for name in names:
            counts.update(set(parse(Name(text=name, schema=schema)).words))
            size += 1
    common = {word: n for word, n in counts.most_common(COMMON) if n > 3}
    return {
        word: round(max(0.1, 1 - log(n / 3) / log(size / 3)), 3)
        for word, n in sorted(common.items())
    }


def learnt(known: Sequence[Entity], dice: random.Random) -> Iterator[gold.Labelled]:
    """Yield what is learnt from: labelled pairs, aliases, names made wrong on purpose, and near
    names of others.
    """
    yield from gold.pairs("train")
    listed = [each for each in known if each[0] not in AID]
    yield from aliases([each for each in listed if each[2] == "person"], dice)
    yield from spoilt(known, dice)
    yield from renumbered([each for each in known if each[2] == "organisation"], dice)
    yield from near(listed, listed, dice, wanted=2, sample=2500)
    yield from near([each for each in known if each[0] in AID], listed, dice, wanted=3, sample=1500)


def aliases(known: Sequence[Entity], dice: random.Random) -> Iterator[gold.Labelled]:
    """Yield names of one and the same person, at most two pairs each."""
    for source, _id, schema, names in known:
        for alias in dice.sample(names[1:], min(2, len(names) - 1)):
            yield labelled(names[0], alias, schema, schema, same=True, slice=source)


def spoilt(known: Sequence[Entity], dice: random.Random) -> Iterator[gold.Labelled]:
    """Yield names beside themselves with a slip of the pen."""
    for source, _id, schema, names in dice.sample(known, min(2500, len(known))):
        if len(names[0]) > 6:
            yield labelled(
                names[0], slip(names[0], dice), schema, schema, same=True, slice=f"{source} spoilt"
            )


def slip(name: str, dice: random.Random) -> str:
    """Return a name with one or two slips: a letter dropped, doubled, swapped or changed, words
    glued or swapped or one left out.
    """
    for _ in range(dice.choice((1, 1, 2))):
        at, words = dice.randrange(1, len(name) - 1), name.split()
        name = dice.choice(
            (
                name[:at] + name[at + 1 :],
                name[:at] + name[at] + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + dice.choice("aeiourstn") + name[at + 1 :],
                name.replace(" ", "", 1),
                " ".join(dice.sample(words, len(words))),
                without_one(words, dice),
                without_one(words, dice),
            )
        )
    return name


def without_one(words: Sequence[str], dice: random.Random) -> str:
    """Return the words without one of them, if that leaves two."""
    out = dice.randrange(len(words)) if len(words) > 2 else -1
    return " ".join(word for at, word in enumerate(words) if at != out)


def renumbered(known: Sequence[Entity], dice: random.Random) -> Iterator[gold.Labelled]:
    """Yield organisations beside namesakes that carry another number: “Bank 2” is not “Bank 3”."""
    for _source, _id, schema, names in dice.sample(known, min(RENUMBERED, len(known))):
        one, two = dice.sample(range(1, 60), 2)
        yield labelled(
            f"{names[0]} {one}",
            f"{names[0]} {two}",
            schema,
            schema,
            same=False,
            slice="made renumbered",
        )
        yield labelled(
            f"{names[0]} {one}",
            f"{names[0]} No. {one}",
            schema,
            schema,
            same=True,
            slice="made renumbered",
        )


def near(
    asked: Sequence[Entity],
    among: Sequence[Entity],
    dice: random.Random,
    *,
    wanted: int,
    sample: int,
) -> Iterator[gold.Labelled]:
    """Yield names beside the nearest names of other entities: the mistakes that a search would
    make.
    """
    flat = [
        (source, id, Name(text=name, schema=schema))
        for source, id, schema, names in among
        for name in names
    ]
    within = index([name for _source, _id, name in flat])
    queries = [
        (s, id, Name(text=names[0], schema=schema))
        for s, id, schema, names in dice.sample(asked, min(sample, len(asked)))
    ]
    found = nearest(within, [parse(name) for _source, _id, name in queries], most=40)
    sources: dict[str, set[tuple[str, str]]] = {}
    for source, id, name in flat:
        sources.setdefault(parse(name).joined, set()).add((source, id))
    for row, (source, id, name) in enumerate(queries):
        spots = [flat[at] for at in found.indices[found.indptr[row] : found.indptr[row + 1]]]
        others = [
            each
            for each in spots
            if each[:2] != (source, id) and parse(each[2]).joined != parse(name).joined
        ]
        for _source, _id, other in others[:wanted]:
            yield gold.Labelled(
                left=name, right=other, same=False, slice=f"{source} near", hard=True
            )


def mistaken(known: Sequence[Entity]) -> Iterator[gold.Labelled]:
    """Yield aid organisations beside the listed names that the matcher as it stands takes
    them for.
    """
    flat = [
        (each[0], each[1], Name(text=name, schema=each[2]))
        for each in known
        if each[0] not in AID
        for name in each[3]
    ]
    within = index([name for _source, _id, name in flat])
    asked = [
        (source, Name(text=names[0], schema=schema))
        for source, _id, schema, names in known
        if source in AID
    ]
    for (source, name), hits in zip(
        asked, search_many(within, [name for _source, name in asked]), strict=True
    ):
        likely = [flat[hit.position][2] for hit in hits if hit.score >= MISTAKEN]
        for other in [other for other in likely if parse(other).whole != parse(name).whole][:2]:
            yield gold.Labelled(
                left=name, right=other, same=False, slice=f"{source} mistaken", hard=True
            )


def labelled(
    left: str, right: str, schema: Schema, other: Schema, *, same: bool, slice: str
) -> gold.Labelled:
    """Return a labelled pair."""
    return gold.Labelled(
        left=Name(text=left, schema=schema),
        right=Name(text=right, schema=other),
        same=same,
        slice=slice,
    )


def fitted(
    pairs: Sequence[gold.Labelled], common: features.Common
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return intercepts and weights for organisations and for persons."""
    seen: dict[str, list[tuple[dict[str, float], bool]]] = {"organisation": [], "person": []}
    for pair in pairs:
        both = features.compare(parse(pair.left), parse(pair.right), common=common)
        if (
            not pair.same or both.pairs or both.values["acronym"]
        ):  # nothing can be learnt from an alias that shares no word
            seen[model.kind(both)].append((dict(both.values), pair.same))
    intercept, weights = {}, {}
    for kind, examples in seen.items():
        names = [name for name in examples[0][0] if name not in GIVEN]
        table = np.array([[values[name] for name in names] for values, _same in examples])
        found = regression(
            table, np.array([same for _values, same in examples]), [name in FOR for name in names]
        )
        intercept[kind] = round(float(found[-1]), 4)
        weights[kind] = {
            name: round(float(weight), 4) for name, weight in zip(names, found, strict=False)
        } | GIVEN
    return intercept, weights


def regression(
    table: NDArray[np.float64], same: NDArray[np.bool_], supports: Sequence[bool]
) -> NDArray[np.float64]:
    """Return the weights, and last the intercept, of a logistic regression in which no feature may
    count the wrong way.
    """
    signs, padded = np.where(same, 1.0, -1.0), np.hstack([table, np.ones((len(table), 1))])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (padded @ weights)
        slope = -signs * expit(-margins)
        pull = np.append(weights[:-1], 0) / STRENGTH
        return float(
            np.logaddexp(0, -margins).sum() + 0.5 * pull @ weights
        ), padded.T @ slope + pull

    bounds = [(0, None) if support else (None, 0) for support in supports] + [(None, None)]
    start = np.zeros(padded.shape[1])
    return np.asarray(
        minimize(
            loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 5000}
        ).x
    )


def main() -> None:
    """Read what is asked."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--on",
        required=True,
        help="The day of training, such as 2026-11-22; it stands in the model and the card.",
    )
    asked.add_argument("--card", action="store_true", help="Only measure, and write the card.")
    given = asked.parse_args()
    if given.card:
        describe(given.on)
    else:
        train(given.on)


def train(on: str) -> None:
    """Train, write the model, then measure it and write its card."""
    everyone = list(entities())
    known = [each for each in everyone if gold.half(each[0], each[1]) == "train"]
    common = commonness(known)
    pairs = list(learnt(known, random.Random(2026)))
    intercept, weights = fitted(pairs, common)
    write({"trained": on, "intercept": intercept, "weights": weights}, common, FIRST)
    pairs += mistaken(known)
    intercept, weights = fitted(pairs, common)
    taught = Counter(
        f"{kind_of(pair)}, {'same' if pair.same else 'not the same'}" for pair in pairs
    )
    trained = {"trained": on, "taught": dict(taught), "intercept": intercept, "weights": weights}
    write(trained, common, FIRST)
    top = sorted(alerts(everyone, "train"), reverse=True)
    aid = sum(1 for each in everyone if each[0] in AID and gold.half(each[0], each[1]) == "train")
    possible = round(max(0.5, top[int(aid * ALERTS / 1000)] + 0.0005), 3)
    write(
        trained,
        common,
        {"strong": round((1 + 2 * possible) / 3, 3), "possible": possible, "floor": 0.05},
    )
    subprocess.run(
        [sys.executable, __file__, "--on", on, "--card"], check=True
    )  # measured with the thresholds just written


def describe(on: str) -> None:
    """Write the card of the model as it is."""
    taught: dict[str, int] = json.loads(MODEL.read_text(encoding="utf-8"))["taught"]
    CARD.parent.mkdir(parents=True, exist_ok=True)
    CARD.write_text(card(on=on, taught=taught, everyone=list(entities())), encoding="utf-8")


def kind_of(pair: gold.Labelled) -> str:
    """Return how a pair came about."""
    source, _, made = pair.slice.partition(" ")
    return made or f"labelled or listed: {source}"


def write(
    trained: Mapping[str, object], common: dict[str, float], thresholds: dict[str, float]
) -> None:
    """Write the model, one weight a line, so that a reviewer sees what changed."""
    MODEL.write_text(
        json.dumps(
            {**trained, "thresholds": thresholds, "common": common}, indent=1, ensure_ascii=False
        )
        + "\n",
        encoding="utf-8",
    )
    model.model.cache_clear()


if __name__ == "__main__":
    main()
