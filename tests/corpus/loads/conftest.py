"""A data folder of its own for each test, and IATI files about made-up organisations."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from convene.corpus import loads
from convene.corpus.executors import Here

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGIN = '<iati-activities version="2.03" generated-datetime="2026-01-31T00:00:00Z">\n'
END = "</iati-activities>\n"


def record(number: int) -> str:
    return f"""<iati-activity default-currency="EUR"><iati-identifier>XX-{number}</iati-identifier>
<reporting-org ref="XM-DAC-999" type="10"><narrative>Northford Aid</narrative></reporting-org>
<title><narrative>Well {number}</narrative></title><zz xmlns="http://zz.example"/>
<transaction><transaction-type code="3"/><transaction-date iso-date="{2000 + number % 20}-03-04"/><value>{number}.5</value>
<receiver-org><narrative>Sandrill {number % 7}</narrative></receiver-org></transaction></iati-activity>
"""


def write(path: Path, count: int, *, end: str = END) -> Path:
    path.write_text(BEGIN + "".join(record(number) for number in range(count)) + end)
    return path


def load(*targets: Path, **also) -> tuple[loads.Load, ...]:
    given = {"form": None, "executor": Here(), "progress": lambda *_: None, "at": AT} | also
    return loads.load([str(target) for target in targets], **given)


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
