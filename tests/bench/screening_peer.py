"""nomenklatura's blocker and logic-v2 over lists, run by an interpreter that has them: `python
screening_peer.py < asked.json > told.json`.

Takes {"entries": [[id, schema, [name, …]]], "queries": [[schema, name]], "most": candidates of each
query or null for its default} and gives {"version", "most", "blocker", "compare", "found"}:
processor seconds and, for each query, [entry, score] of each candidate. It imports nothing of
Convene. Entities are looked up in a dictionary, so no store costs it time.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import nomenklatura  # only the interpreter that CONVENE_PEER_PYTHON names has it
from followthemoney import model
from nomenklatura.blocker import Index
from nomenklatura.matching import get_algorithm

SCHEMATA = {"organisation": "Organization", "person": "Person", "unknown": "LegalEntity"}


class View:
    """As much of a view as the blocker asks for."""

    scope = SimpleNamespace(name="lists")

    def __init__(self, held: dict[str, object]) -> None:
        self.held = held

    def entities(self, **_: object) -> Iterator[object]:
        return iter(self.held.values())


def main() -> None:
    """Index the entries, then let the blocker propose and logic-v2 score."""
    asked = json.load(sys.stdin)
    logic = get_algorithm("logic-v2")
    config = logic.default_config()
    listed = {id: entity(f"e{id}", schema, names) for id, schema, names in asked["entries"]}
    held = {f"e{id}": one for id, one in listed.items()}
    queries = {
        f"q{at}": entity(f"q{at}", schema, [name])
        for at, (schema, name) in enumerate(asked["queries"])
    }
    found: dict[str, list[tuple[str, float]]] = {id: [] for id in queries}
    with tempfile.TemporaryDirectory() as folder:
        index = Index(
            View(held),
            Path(folder),
            options={} if asked["most"] is None else {"max_candidates": asked["most"]},
        )
        index.build()
        warm = [
            entity(f"w{at}", schema, ["A Name of Nobody Limited"])
            for at, schema in enumerate(SCHEMATA)
            for _ in "ab"
        ]
        for one, other in zip(
            warm[::2], warm[1::2], strict=True
        ):  # tables are loaded before the clock starts
            logic.compare(one, other, config)
        start = process_time()
        near = [
            (query.id, [match.id for match, _ in matches])
            for query, matches in index.match_entities(queries.values())
        ]
        blocker = process_time() - start
        start = process_time()
        for id, matches in near:
            found[id] = [
                (match[1:], logic.compare(queries[id], held[match], config).score)
                for match in matches
            ]
        compare = process_time() - start
        told = {
            "version": nomenklatura.__version__,
            "most": index.max_candidates,
            "blocker": blocker,
            "compare": compare,
        }
        index.close()
    json.dump(told | {"found": list(found.values())}, sys.stdout)


def entity(id: str, schema: str, names: list[str]) -> object:
    """Return an entity that has only names, the first its main one."""
    return model.get_proxy(
        {
            "id": id,
            "schema": SCHEMATA[schema],
            "properties": {"name": names[:1], "alias": names[1:]},
        }
    )


if __name__ == "__main__":
    main()
