"""How fast and in how much memory an IATI file becomes tables, beside lxml's bare iterparse over
the same file on the same core.

The file is all of USAID's own activity files in one (CONVENE_SHARED_DATA, see gold.py), or made-up
records where these are not there. Each run has a process of its own, and the runs are taken in
turns. A ratio is the median of the ratios of runs that followed each other: a machine that others
share is now fast, now slow, and one lucky run would decide a ratio of the fastest. Speeds are
processor time; with two processes, time by the clock.
"""

import gzip
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from lxml import etree

from tests.bench.figures import Figure
from tests.bench.gold import SHARED

RUNS = 15
GIGABYTE = 1 << 30
BEGIN = b'<iati-activities xmlns:usg="https://explorer.usaid.gov" version="2.03" generated-datetime="2026-01-31T00:00:00Z">\n'
END = b"</iati-activities>\n"
RECORD = b"""<iati-activity default-currency="USD" xml:lang="en"><iati-identifier>XX-ZZZ-1-%07d</iati-identifier>
<reporting-org ref="XM-DAC-999" type="10"><narrative>Northford Aid</narrative></reporting-org>
<title><narrative>Well number %d</narrative></title><participating-org role="4" type="70"><narrative>Sandrill %d</narrative></participating-org>
%s</iati-activity>
"""
SUM = b"""<transaction ref="%d"><transaction-type code="3"/><transaction-date iso-date="2021-%02d-03"/><value>%d.50</value>
<receiver-org><narrative>Sandrill %d</narrative></receiver-org><sector code="14030"/><recipient-country code="AO"/></transaction>
"""


class Run(NamedTuple):
    """What a run took: seconds, and megabytes at most."""

    seconds: float
    megabytes: float


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file, large = _file(Path(folder) / "activities.xml"), _large(Path(folder) / "large.xml")
        runs = _runs(file, tuple(RUN), times=RUNS)
        of_large = _runs(large, ("one", "two"), times=1)
        peak = max(megabytes for found in of_large.values() for _, megabytes in found)
        print(f"peak memory on {large.stat().st_size / 1e6:.0f} MB: {peak:.0f} MB", file=sys.stderr)
    return [
        Figure(
            "IATI load to Parquet, processor time over bare iterparse's",
            _ratio(runs, "processor", "iterparse"),
            "times",
            1.25,
        ),
        Figure(
            "IATI load with two processes, time over that with one",
            _ratio(runs, "two", "one"),
            "times",
            1 / 1.7,
        ),
        Figure("IATI load of 1 GB, peak memory of the largest process", peak, "MB", 400),
    ]


def _runs(file: Path, names: Sequence[str], *, times: int) -> dict[str, list[Run]]:
    """Take runs in turns, and tell what they took."""
    found: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(times):
        for name in names:
            found[name].append(_run(name, file))
    size = file.stat().st_size / 1e6
    for name, runs in found.items():
        seconds = [run.seconds for run in runs]
        told = (
            f"{min(seconds):.2f} to {max(seconds):.2f} s, half of them within {median(seconds):.2f}"
        )
        print(
            f"{name}: {told}, for {size:.0f} MB, {size / median(seconds):.1f} MB/s", file=sys.stderr
        )
    return found


def _ratio(runs: Mapping[str, Sequence[Run]], one: str, other: str) -> float:
    return median(a.seconds / b.seconds for a, b in zip(runs[one], runs[other], strict=True))


def _file(path: Path) -> Path:
    """Write one file of all that USAID publishes, or of made-up records."""
    published = sorted((SHARED / "iati-usaid").glob("*.xml.gz"))
    with path.open("wb") as out:
        out.write(BEGIN)
        for found in published:
            text = gzip.decompress(found.read_bytes())
            out.write(text[text.index(b"<iati-activity ") : text.rindex(b"</iati-activities>")])
        for number in range(0 if published else 10_000):
            out.write(_record(number))
        out.write(END)
    return path


def _large(path: Path) -> Path:
    """Write a file of a gigabyte: made-up records, each with an identifier of its own."""
    number = 0
    with path.open("wb") as out:
        out.write(BEGIN)
        while out.tell() < GIGABYTE:
            out.write(b"".join(_record(at) for at in range(number, number + 1000)))
            number += 1000
        out.write(END)
    return path


def _record(number: int) -> bytes:
    sums = b"".join(
        SUM % (number * 40 + at, 1 + at % 12, 100 + at * number, number % 5000) for at in range(20)
    )
    return RECORD % (number, number, number % 5000, sums)


def _run(name: str, file: Path) -> Run:
    """Run in a process of its own."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "tests.bench.records", name, str(file)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            timeout=900,
            env={**os.environ, "CONVENE_DATA": data},
        )
    seconds, megabytes = done.stdout.split()
    return Run(float(seconds), float(megabytes))


def _iterparse(file: Path) -> None:
    for _, element in etree.iterparse(str(file)):
        element.clear()


def _load(file: Path, workers: int) -> None:
    from convene.corpus import executors, loads  # local: not to weigh on the bare parse

    with executors.opened(None, workers) as executor:
        loads.load(
            [str(file)],
            form="iati",
            executor=executor,
            progress=lambda *_: None,
            at=datetime.now(UTC),
        )


RUN: dict[str, tuple[Callable[[Path], None], Callable[[], float]]] = {
    "iterparse": (_iterparse, process_time),
    "processor": (lambda file: _load(file, 1), process_time),
    "one": (lambda file: _load(file, 1), perf_counter),
    "two": (lambda file: _load(file, 2), perf_counter),
}


def _peaks() -> Iterator[float]:
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        yield resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    work, clock = RUN[sys.argv[1]]
    with tempfile.TemporaryDirectory() as first:
        tiny = Path(first) / "tiny.xml"
        tiny.write_bytes(BEGIN + _record(0) + END)
        work(tiny)  # what a process reads once, such as code lists, is not the price of a file
    begun = clock()
    work(Path(sys.argv[2]))
    print(clock() - begun, max(_peaks()))
