"""nomenklatura's xref over records, run by an interpreter that has it: `python resolution_peer.py <
records.json > told.json`.

Takes [[id, name, [identifier, …], [country, …]], …] and gives {"version", "seconds", "pairs"}:
processor seconds of xref with its defaults (blocker, algorithm, limits) on one thread, and [id, id,
score] of each pair that it suggests. It imports nothing of Convene. Reading the records is not
timed, its judgements go to a database in memory, and all records count as of different sources, so
that none is discounted.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

os.environ["NOMENKLATURA_DB_URL"] = "sqlite:///:memory:"
os.environ["NOMENKLATURA_DUCKDB_THREADS"] = "1"

import nomenklatura  # only the interpreter that CONVENE_PEER_PYTHON names has it
from followthemoney import Dataset, StatementEntity
from nomenklatura.db import make_session
from nomenklatura.resolver import Resolver
from nomenklatura.store import MemoryStore
from nomenklatura.xref import xref


def main() -> None:
    """Suggest pairs among the records of standard input."""
    records = json.load(sys.stdin)
    with make_session() as session, tempfile.TemporaryDirectory() as folder:
        warm = Resolver[StatementEntity](session, create=True)
        xref(
            warm, session, _store(warm, WARM), Path(folder) / "warm"
        )  # tables are loaded before the clock starts
        resolver = Resolver[StatementEntity](session, create=True)
        store = _store(resolver, records)
        start = process_time()
        xref(resolver, session, store, Path(folder) / "index", discount_internal=1.0)
        seconds = process_time() - start
        pairs = [(str(a), str(b), score) for a, b, score in resolver.get_candidates()]
    known = {record[0] for record in records}
    told = [pair for pair in pairs if {pair[0], pair[1]} <= known]
    json.dump({"version": nomenklatura.__version__, "seconds": seconds, "pairs": told}, sys.stdout)


WARM = [["w1", "A Name of Nobody Limited", [], []], ["w2", "A Name of Nobody Ltd", [], []]]


def _store(resolver: object, records: Sequence[Sequence[object]]) -> object:
    dataset = Dataset.make({"name": "records", "title": "records"})
    store = MemoryStore(dataset, resolver)
    with store.writer() as writer:
        for id, name, identifiers, countries in records:
            properties = {"name": [name], "registrationNumber": identifiers, "country": countries}
            document = {"id": id, "schema": "Organization", "properties": properties}
            writer.add_entity(StatementEntity.from_data(dataset, document))
    return store


if __name__ == "__main__":
    main()
