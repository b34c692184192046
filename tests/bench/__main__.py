"""`./run bench [NAME] [--json]`: what was measured, what it may be at most, and the ratio of the
two.
"""

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict

from tests.bench.figures import Figure, own_data

BENCHES = {
    "advice": "tests.bench.advice",
    "papers": "tests.bench.papers",
    "pages": "tests.bench.pages",
    "start": "tests.bench.start",
    "names": "tests.bench.names",
    "access": "tests.bench.access",
    "build": "tests.bench.build",
    "records": "tests.bench.records",
    "resolution": "tests.bench.resolution",
    "search": "tests.bench.search",
    "bookkeeping": "tests.bench.bookkeeping",
    "alliances": "tests.bench.alliances",
    "backup": "tests.bench.backup",
}
"""Each is a module with `measure() -> list[Figure]`, in order of how long it takes."""


def main() -> int:
    """Measure, print, and return how many figures miss their limit."""
    asked = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    asked.add_argument("name", nargs="?", choices=sorted(BENCHES), help="only this one")
    asked.add_argument("--json", action="store_true", help="as one JSON document")
    given = asked.parse_args()
    figures: list[Figure] = []
    with own_data():
        for name in [given.name] if given.name else BENCHES:
            print(f"{name} …", file=sys.stderr, flush=True)
            figures += importlib.import_module(BENCHES[name]).measure()
    _print(figures, as_json=given.json)
    return sum(not figure.met for figure in figures)


def _print(figures: list[Figure], *, as_json: bool) -> None:
    if as_json:
        rows = [
            asdict(figure) | {"ratio": round(figure.ratio, 3), "met": figure.met}
            for figure in figures
        ]
        print(
            json.dumps(
                {
                    "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
                    "figures": rows,
                },
                indent=2,
            )
        )
        return
    for figure in figures:
        mark = "ok  " if figure.met else "MISS"
        print(
            f"{mark} {figure.what:<64} {figure.value:>10.2f} {figure.unit:<10} limit {figure.limit:>8g}   {figure.ratio:.2f} of it"
        )


if __name__ == "__main__":
    sys.exit(main())
