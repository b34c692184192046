"""The preset for due diligence: ours, or an organisation's own in the data folder's
`packs/diligence/`, which then replaces it whole.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from convene import disk
from convene.core.diligence import MOST_MONTHS, Level, Preset
from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent
__all__ = ["PackError", "folder", "load_preset", "preset"]


def preset() -> Preset:
    """Return the preset in force. Raises PackError naming file,
    path and value when it is broken.
    """
    return _kept(folder())


def folder() -> Path:
    """Return the folder of the preset in force; a folder of one's own without a YAML file counts as
    none.
    """
    own = disk.data() / "packs" / "diligence"
    return own if any(own.glob("*.yaml")) else HERE


@cache
def _kept(folder: Path) -> Preset:
    return load_preset(folder)


def load_preset(folder: Path) -> Preset:
    """Return the preset that a folder's YAML files make together. Raises PackError with one line
    for each fault.
    """
    merged = _merged(folder)
    try:
        preset = fit(merged, Preset)
    except ReadError as error:
        raise PackError(
            "\n".join(f"{folder.name}: {line}" for line in str(error).splitlines())
        ) from error
    if faults := [f"{folder.name}: {fault}" for fault in _faults(preset)]:
        raise PackError("\n".join(faults))
    return preset


def _merged(folder: Path) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            content = parse_file(file)
        except ReadError as error:
            raise PackError(f"{folder.name}/{error}") from error
        if not isinstance(content, dict):
            raise PackError(
                f"{folder.name}/{file.name}: should hold named collections, found {content!r:.60}"
            )
        if twice := merged.keys() & content.keys():
            raise PackError(
                f"{folder.name}/{file.name}: {', '.join(sorted(twice))}: already given in another file"
            )
        merged |= content
    return merged


def _faults(preset: Preset) -> Iterator[str]:
    for name, items in (
        ("areas", preset.areas),
        ("exclusions", preset.exclusions),
        ("lists", preset.lists),
        ("ownership", preset.ownership),
        ("programmes", preset.programmes),
        ("sources", preset.sources),
        ("declaration.questions", preset.declaration.questions),
        ("declaration.undertakings", preset.declaration.undertakings),
        ("depth.triggers", preset.depth.triggers),
    ):
        ids = [item.id for item in items]
        yield from (
            f"{name}[{n}].id: “{id}” stands twice" for n, id in enumerate(ids) if id in ids[:n]
        )
    if any(area.id == "exclusions" for area in preset.areas):
        yield "areas: “exclusions” is the name of the exclusion criteria"
    for level in Level:
        months = preset.validity.get(level)
        if months is None:
            yield f"validity.{level}: is missing"
        elif not 1 <= months <= MOST_MONTHS:
            yield f"validity.{level}: should be 1 to {MOST_MONTHS} months, found {months}"
    if preset.declined_within < 0:
        yield f"declined_within: should be 0 or more months, found {preset.declined_within}"
    for number, area in enumerate(preset.areas):
        questions = [item.id for item in area.questions]
        yield from (
            f"areas[{number}].questions[{n}].id: “{id}” stands twice"
            for n, id in enumerate(questions)
            if id in questions[:n]
        )
