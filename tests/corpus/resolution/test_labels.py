"""How well resolution does on pairs that were labelled by hand: the floor under the figures of
`docs/explanation/resolution.md`.
"""

import csv

import pytest

from tests.bench import resolution


def test_the_labels_are_whole_and_name_only_names_that_are_listed():
    with (resolution.LABELS / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = {row[passed] for row in rows for passed in ("first_pass", "second_pass")}

    assert labels == {"same", "different", "unsure"}
    assert sum(row["slice"] == "type 70" for row in rows) >= 400
    assert {row[side] for row in rows for side in ("name_1", "name_2")} == set(resolution.records())


def test_the_halves_share_no_organisation():
    halves = [
        {name for pair in resolution.labelled() if pair.half == half for name in (pair.a, pair.b)}
        for half in (0, 1)
    ]

    assert not halves[0] & halves[1]


@pytest.mark.parametrize("half", [0, 1])
def test_resolution_does_not_fall_behind_what_was_reported(half: int):
    said = resolution.together(resolution.ours()[1])
    told = [(pair.same, said(pair)) for pair in resolution.labelled() if pair.half == half]
    right = sum(same and found for same, found in told)

    assert right >= 0.95 * sum(found for _, found in told)
    assert right >= 0.7 * sum(same for same, _ in told)
