"""How fast names are found, and in how much memory, beside an earlier commit on the same names.

CONVENE_BEFORE names a checkout of that commit; both run in the same interpreter, turn by turn, each
with empty caches. It needs the shared data (CONVENE_SHARED_DATA).
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from convene.core.names import Name
from convene.matching.scripts import script_of
from tests.bench import gold
from tests.bench.figures import Figure
from tests.bench.other_scripts import made_up, originals
from tests.bench.screening import aid_organisations
from tools.matcher_card import AID
from tools.train_matcher import entities

RUN = Path(__file__).with_name("before_run.py")
HERE = Path(__file__).parents[2]
ROUNDS = 3
LEAST_SPEED, MOST_MEMORY, BUILD = 0.8, 1.7, 2.5
"""What is asked of speed and memory as shares of before; of building nothing was asked."""
FEWEST_VOICELESS = 500
"""Names without vowels that a second of processor time should find."""

Told = dict[str, float]
Rows = list[tuple[str, str]]
"""Schemas and names."""


def measure() -> list[Figure]:
    """Return the figures; nothing where no earlier commit or no list is at hand."""
    before = os.environ.get("CONVENE_BEFORE")
    if not before or not gold.SHARED.is_dir():
        print("names: CONVENE_BEFORE names no checkout to compare with", file=sys.stderr)
        return []
    asked = json.dumps(_asked())
    turns = [(_run(HERE, asked), _run(Path(before), asked)) for _ in range(ROUNDS)]
    ours, theirs = (_best(side) for side in zip(*turns, strict=True))
    return [
        _speed("Latin names a second as a share of ours", theirs["latin"], ours["latin"]),
        _speed("names without vowels a second", FEWEST_VOICELESS, ours["voiceless"], least=1),
        Figure("memory beside before", ours["memory"] / theirs["memory"], "", MOST_MEMORY),
        Figure("time to build the index beside before", theirs["build"] / ours["build"], "", BUILD),
    ]


def _speed(what: str, before: float, ours: float, *, least: float = LEAST_SPEED) -> Figure:
    what = f"{what} ({ours:,.0f} now, {before:,.0f} before or asked)"
    return Figure(what, before / ours, "", round(1 / least, 2))


def _asked() -> dict[str, Rows]:
    listed = [
        Name(text=text, schema=schema)
        for source, _id, schema, texts in entities()
        if source not in AID
        for text in texts
    ]
    people = made_up()
    aid = [Name(text=text, schema="organisation") for text in aid_organisations()]
    latin = [name for name in (*aid, *people) if name.text.isascii()]
    voiceless = [entry.name for entry in originals()]
    voiceless += [name for name in people if script_of(name.text) == "abjad"]
    return {"names": _rows(listed), "latin": _rows(latin), "voiceless": _rows(voiceless)}


def _rows(names: Sequence[Name]) -> list[tuple[str, str]]:
    return [
        (name.schema, name.text) for name in names if script_of(name.text) or name.text.isascii()
    ]


def _run(checkout: Path, asked: str) -> Told:
    there = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    done = subprocess.run(
        [sys.executable, str(RUN)],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        timeout=1200,
        env=there,
    )
    told: Told = json.loads(done.stdout)
    return told


def _best(turns: Sequence[Told]) -> Told:
    """Return of each figure the one that was least disturbed: most a second, least memory."""
    return {
        what: (min if what == "memory" else max)(turn[what] for turn in turns) for what in turns[0]
    }
