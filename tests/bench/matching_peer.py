"""nomenklatura's logic-v2 on pairs of names, run by an interpreter that has it: `python
matching_peer.py < pairs.json > scores.json`.

Takes a list of [schema, name, name] and gives {"version", "seconds", "scores"}. It imports nothing
of Convene.
"""

import json
import sys
from time import perf_counter

import nomenklatura  # only the interpreter that CONVENE_PEER_PYTHON names has it
from followthemoney import model
from nomenklatura.matching import get_algorithm

SCHEMATA = {"organisation": "Organization", "person": "Person", "unknown": "LegalEntity"}


def main() -> None:
    """Score the pairs of standard input."""
    logic = get_algorithm("logic-v2")
    config = logic.default_config()
    asked = json.load(
        sys.stdin
    )  # each entity has an id of its own, because logic-v2 remembers names by id
    pairs = [
        (entity(schema, a, f"a{at}"), entity(schema, b, f"b{at}"))
        for at, (schema, a, b) in enumerate(asked)
    ]
    logic.compare(*pairs[0], config)  # its tables are loaded before the clock starts
    start = perf_counter()
    scores = [logic.compare(left, right, config).score for left, right in pairs]
    json.dump(
        {"version": nomenklatura.__version__, "seconds": perf_counter() - start, "scores": scores},
        sys.stdout,
    )


def entity(schema: str, name: str, id: str) -> object:
    """Return an entity that has only a name."""
    return model.get_proxy({"id": id, "schema": SCHEMATA[schema], "properties": {"name": [name]}})


if __name__ == "__main__":
    main()
