"""One turn of `before.py`, run with the checkout that PYTHONPATH names: names and queries on
standard input, how many a second of processor time on standard output. It asks only what both
commits have.
"""

import json
import resource
import sys
from pathlib import Path
from time import process_time

from convene.core.names import Name
from convene.matching import index, search_many


def main() -> None:
    """Index, ask and tell."""
    asked = {
        what: [Name(text=text, schema=schema) for schema, text in rows]
        for what, rows in json.load(sys.stdin).items()
    }
    start = process_time()
    built = index(asked["names"])
    told = {"build": 1 / (process_time() - start)}
    for _hits in search_many(built, [Name(text="A Name of Nobody Limited"), asked["voiceless"][0]]):
        pass  # whatever is made once is made before the clock starts
    for what in ("latin", "voiceless"):
        start = process_time()
        for _hits in search_many(built, asked[what]):
            pass
        told[what] = len(asked[what]) / (process_time() - start)
    told["memory"] = _peak()
    json.dump(told, sys.stdout)


def _peak() -> float:
    """Return the most megabytes this process had. What `resource` says on Linux may be its
    parent's.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main()
