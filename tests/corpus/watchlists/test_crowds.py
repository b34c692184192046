"""Nothing listed is hidden: not by an entry with many spellings, not by a limit, not by others."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from convene.core.watchlists import Query
from convene.corpus.watchlists import screening
from tests.corpus.watchlists.lists import own, take_in

Row = tuple[str, str, Sequence[str]]
"""An entry of a list of one's own: its id, its name, and its other names."""
SPELLINGS = [f"Zorblan {letter} Quendori" for letter in "ABCDEFGHJKLMNOPRSTUVWXYZ"]
SMALL: list[Row] = [
    ("brimfeldi", "Zorblan Quendori Brimfeldi", ()),
    ("h", "Zorblan H. Quendori", ()),
    ("turned", "Quendori Zorblahn", ()),
]
BIG: Row = ("big", "Zorblan Quendori", [*SPELLINGS, "Zorblan Quendory", "Zorblen Quendori"])
PERSON = Query(name="Zorblan Quendori", schema="person")


def listed(folder: Path, rows: Iterable[Row]) -> None:
    lines = [f"{id},{name},{';'.join(others)},person" for id, name, others in rows]
    take_in(own(folder / "own.csv", *lines, header="id,name,aliases,schema"), form="csv")


def alerts(query: Query) -> dict[str, float]:
    matches = screening.screen(query, limit=None).shown
    return {match.entry: match.score for match in matches if match.band != "weak"}


def test_an_entry_of_many_spellings_hides_no_other(tmp_path):
    listed(tmp_path, SMALL)
    alone = alerts(PERSON)
    listed(tmp_path, [BIG, *SMALL])

    assert alone.keys() == {"brimfeldi", "h", "turned"}
    assert alerts(PERSON).keys() == {"big", *alone}


@pytest.mark.parametrize("limit", [1, 3, 40])
def test_what_a_limit_leaves_out_is_counted(limit, tmp_path):
    listed(tmp_path, [(str(number), "Wandolin Tarvesk", ()) for number in range(40)])
    matches = screening.screen(Query(name="Wandolin Tarvesk", schema="person"), limit=limit)

    assert (len(matches.shown), matches.more) == (limit, 40 - limit)


def test_a_limit_leaves_out_weak_likenesses_first_and_counts_only_alerts(tmp_path):
    listed(tmp_path, [*SMALL, ("far", "Quendori Wandolin Tarvesk Lumenati", ())])
    matches = screening.screen(PERSON, limit=2)

    assert [match.band for match in matches.shown] == ["strong", "strong"]
    assert matches.more == 1
