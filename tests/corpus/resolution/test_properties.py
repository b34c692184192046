"""What holds for whatever records say: order does not matter, people are obeyed, numbers of a
register are never mixed, ids stay.
"""

import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.resolution.fictional import Named, ids, kept, not_same, resolved, same

NAMES = [
    "Lantern Harbour",
    "Lantern Harbour Ltd",
    "Lantern Harbor",
    "LANTERN-HARBOUR",
    "Lantern Harbour Kenya",
    "Lantern Harbour Peru",
    "LH",
]
NUMBERS = ["", "GB-COH-1", "GB-COH-2", "GB-CHC-3", "XI-DUNS-4", "XM-DAC-6"]
SITES = ["", "", "https://lantern.example/", "lantern.example", "["]
MENTION = st.tuples(
    *map(st.sampled_from, (NAMES, NUMBERS, ["", "GB", "KE"], ["", "70", "80"], SITES))
).map(lambda parts: Named(*parts))
MENTIONS = st.lists(MENTION, min_size=2, max_size=10)
SEED = st.integers(0, 999)


@settings(max_examples=40, deadline=None)
@given(MENTIONS, SEED)
def test_the_order_of_mentions_does_not_matter(mentions: list[Named], seed: int):
    numbered = [each._replace(activity=at) for at, each in enumerate(mentions)]
    first, second = resolved(*numbered), resolved(*Random(seed).sample(numbered, len(numbered)))

    for table in ("profiles", "organisations", "members", "joins", "review"):
        assert getattr(first, table).equals(getattr(second, table)), table


@settings(max_examples=40, deadline=None)
@given(MENTIONS)
def test_an_organisation_never_has_two_numbers_of_one_register_unless_a_profile_ties_them(
    mentions: list[Named],
):
    result = resolved(*mentions)
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for row in result.profiles.to_pylist():
        for number in row["identifiers"]:
            carriers[number["value"]].add(
                row["name"].casefold().replace("-", " ").removesuffix(" ltd")
            )

    for row in result.organisations.to_pylist():
        held = {
            number["value"]
            for number in row["identifiers"]
            if number["scheme"] == "GB-COH" and len(carriers[number["value"]]) <= 2
        }
        assert len(held) <= 1


@settings(max_examples=40, deadline=None)
@given(MENTIONS, SEED)
def test_people_are_obeyed_also_through_others(mentions: list[Named], seed: int):
    keys = {each.key: each for each in mentions}
    told = Random(seed).sample(sorted(keys), min(len(keys), 4))
    joined, apart = told[:2], told[2:4]
    decisions = [same(keys[a], keys[b]) for a, b in pairwise(joined)]
    decisions += [not_same(keys[a], keys[b]) for a, b in pairwise(apart)]
    found = ids(resolved(*mentions, decisions=decisions))

    assert all((found[each.a] == found[each.b]) is each.same for each in decisions)


@settings(max_examples=30, deadline=None)
@given(MENTIONS, MENTIONS)
def test_no_id_is_lost_when_data_grows(mentions: list[Named], more: list[Named]):
    before = resolved(*mentions)
    with tempfile.TemporaryDirectory() as folder:
        grown = resolved(*mentions, *more, previous=kept(before, Path(folder) / "before"))
    live = set(grown.organisations["organisation"].to_pylist())
    led = dict(
        zip(grown.redirects["old"].to_pylist(), grown.redirects["new"].to_pylist(), strict=True)
    )

    assert all(led.get(id, id) in live for id in before.organisations["organisation"].to_pylist())
    assert not live & led.keys()


@settings(max_examples=20, deadline=None)
@given(MENTIONS)
def test_a_build_that_is_run_again_changes_nothing(mentions: list[Named]):
    before = resolved(*mentions)
    with tempfile.TemporaryDirectory() as folder:
        again = resolved(*mentions, previous=kept(before, Path(folder) / "before"))

    for table in ("profiles", "organisations", "joins", "review", "redirects"):
        assert getattr(before, table).equals(getattr(again, table)), table
