"""The published table of how activities map to the guide's models, run row by row."""

from pathlib import Path
from typing import Any

import pytest

from convene.core.records import Sector, Text
from convene.packs.mapping import models
from convene.packs.read import parse_file

ROWS: list[Any] = parse_file(Path(__file__).parent / "mapping.yaml")["rows"]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in ROWS])
def test_mapping(row):
    language = row.get("language", "en")
    found = models(
        sectors=[Sector(row.get("vocabulary", "dac"), code) for code in row.get("codes", ())],
        titles=[Text(language, row.get("title", ""))],
        descriptions=[Text(language, row.get("description", ""))],
    )
    assert {mapped.model: mapped.confidence for mapped in found} == row["models"]


def test_each_mapping_says_why():
    found = models(
        sectors=[Sector("dac", "15130")],
        titles=[Text("en", "Courts: alternative dispute-resolution and judges")],
    )
    assert found == (
        (
            "M3",
            "likely",
            "DAC 15130 Legal and judicial development; “alternative dispute resolution”; “judges”",
        ),
    )
