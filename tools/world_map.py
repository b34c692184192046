"""Draw the world map that pages show: each country a shape of its own, out of Natural Earth (public
domain). For maintainers.

Usage: python tools/world_map.py

Shapes come from the package world-atlas (1:110 million); places are plain longitude and latitude on
a sheet of 1000 by 500.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

Point = tuple[int, int]
WIDTH = 1000
"""Of the sheet, which is half as high; what lies beyond its edges is cut off where it is shown."""
PACKAGE = "world-atlas@2.0.2"
OUT = Path(__file__).parent.parent / "src/convene/site/static/convene/world.svg"
UNCODED = {"Kosovo": "XK"}
"""Countries without a number of their own in ISO 3166, by the name the package gives them."""


def atlas() -> dict[str, Any]:
    """Return the package's countries as TopoJSON."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(Path(folder) / done.stdout.split()[-1]) as archive:
            member = archive.extractfile("package/countries-110m.json")
            assert member is not None
            found: dict[str, Any] = json.load(member)
            return found


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return each arc as points on the sheet."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    drawn = []
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
        drawn.append([_place(x * scale_x + move_x, y * scale_y + move_y) for x, y in steps])
    return drawn


def _place(longitude: float, latitude: float) -> Point:
    return round((longitude + 180) / 360 * WIDTH), round((90 - latitude) / 180 * WIDTH / 2)


def shape(geometry: dict[str, Any], drawn: list[list[Point]]) -> str:
    """Return a country as the text of an SVG path."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return "".join(_ring(ring, drawn) for polygon in polygons for ring in polygon)


def _ring(ring: list[int], drawn: list[list[Point]]) -> str:
    points: list[Point] = []
    for number in ring:
        points.extend(drawn[number] if number >= 0 else drawn[~number][::-1])
    return "".join(_drawn(sheet) for sheet in _sheets(points))


def _sheets(points: list[Point]) -> list[list[Point]]:
    """Draw what crosses the antimeridian on both edges of the sheet,
    instead of a line across it.
    """
    turns = accumulate(
        (x < before - WIDTH / 2) - (x > before + WIDTH / 2)
        for (before, _), (x, _) in pairwise([points[0], *points])
    )
    unrolled = [(x + turn * WIDTH, y) for (x, y), turn in zip(points, turns, strict=True)]
    aside = (
        WIDTH
        if min(x for x, _ in unrolled) < 0
        else -WIDTH
        if max(x for x, _ in unrolled) > WIDTH
        else 0
    )
    return [unrolled, [(x + aside, y) for x, y in unrolled]] if aside else [unrolled]


def _drawn(points: list[Point]) -> str:
    kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(kept[:-1])]
    return f"M{kept[0][0]} {kept[0][1]}l{_written(steps)}z" if len(kept) > 3 else ""


def _written(steps: list[Point]) -> str:
    """Write steps as an SVG path does, where a minus sign parts numbers as well as a space."""
    return re.sub(r" (?=-)", "", " ".join(f"{x} {y}" for x, y in steps))


def code(geometry: dict[str, Any]) -> str:
    """Return a country's ISO 3166-1 alpha-2 code, or nothing."""
    known = get_global("territory_aliases").get(str(geometry.get("id", "")).zfill(3), [""])
    return UNCODED.get(geometry["properties"]["name"], str(known[0]))


def main() -> None:
    topology = atlas()
    drawn = arcs(topology)
    countries = [
        (code(each), shape(each, drawn)) for each in topology["objects"]["countries"]["geometries"]
    ]
    shapes = "\n".join(
        f'<path id="{id}" d="{path}"/>' if id else f'<path d="{path}"/>'
        for id, path in countries
        if id != "AQ"
    )
    OUT.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 500">\n'
        "<!-- Made by tools/world_map.py out of Natural Earth 1:110m (public domain), as packaged in world-atlas. -->\n"
        f'<g id="world">\n{shapes}\n</g>\n</svg>\n'
    )


if __name__ == "__main__":
    main()
