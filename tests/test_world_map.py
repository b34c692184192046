"""The map that pages show: shapes out of TopoJSON, and one for each country by its code."""

import re
from pathlib import Path

import pytest

from convene.packs import places
from tools import world_map

SQUARE = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[0, 0], [36, 0], [0, 18]], [[0, 0], [0, 18], [36, 0]]],
}


def test_arcs_become_points_on_the_sheet():
    assert world_map.arcs(SQUARE) == [
        [(500, 250), (600, 250), (600, 200)],
        [(500, 250), (500, 200), (600, 200)],
    ]


def test_a_country_is_one_closed_path_with_arcs_walked_either_way():
    assert (
        world_map.shape({"type": "Polygon", "arcs": [[0, ~1]]}, world_map.arcs(SQUARE))
        == "M500 250l100 0 0-50-100 0z"
    )


@pytest.mark.parametrize(
    ("id", "name", "code"),
    [("024", "Angola", "AO"), (24, "Angola", "AO"), (None, "Kosovo", "XK"), (None, "Nowhere", "")],
)
def test_a_country_has_its_code(id: object, name: str, code: str):
    given = {"properties": {"name": name}} | ({"id": id} if id is not None else {})
    assert world_map.code(given) == code


def test_what_crosses_the_edge_of_the_sheet_is_drawn_on_both_edges():
    first, second = world_map._sheets([(990, 10), (10, 10), (10, 20), (990, 20)])
    assert first == [(990, 10), (1010, 10), (1010, 20), (990, 20)]
    assert second == [(-10, 10), (10, 10), (10, 20), (-10, 20)]


def test_the_map_has_each_country_once_and_no_other():
    drawn = re.findall(r'id="([A-Z]{2})"', world_map.OUT.read_text(encoding="utf-8"))
    assert len(drawn) == len(set(drawn)) > 160
    assert set(drawn) <= set(places.regions())
    assert Path(world_map.OUT).stat().st_size < 60_000
