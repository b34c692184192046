"""Made-up mentions, and what resolution makes of them."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from convene.core.reasons import from_text
from convene.core.resolution import Decision
from convene.corpus.executors import Here
from convene.corpus.resolution import Resolved, key, resolve
from convene.corpus.tables import MENTIONS
from convene.packs import codelists


class Named(NamedTuple):
    """A mention, as much of it as resolution reads."""

    name: str
    identifier: str = ""
    country: str = ""
    type: str = ""
    website: str = ""
    activity: int | None = None
    """None: a record of its own."""
    unnamed: str = ""
    person: bool = False

    @property
    def scheme(self) -> str:
        """The register, where readers would know it."""
        begun = "-".join(self.identifier.split("-")[:2])
        return begun if begun in codelists.org_id_schemes() else ""

    @property
    def key(self) -> str:
        """The key of the profile that the mention belongs to."""
        return key(self.name, country=self.country, scheme=self.scheme, identifier=self.identifier)


def table(*mentions: Named) -> pa.Table:
    """Return mentions as a build hands them over."""
    rows = [
        {"number": 0, "role": "partner", "language": "", "scheme": each.scheme}
        | each._asdict()
        | {"activity": 1000 + at if each.activity is None else each.activity}
        for at, each in enumerate(mentions)
    ]
    return pa.Table.from_pylist(rows, schema=MENTIONS)


def resolved(
    *mentions: Named,
    decisions: Sequence[Decision] = (),
    previous: Path | None = None,
    executor: Executor | None = None,
    sums: Sequence[int] | None = None,
) -> Resolved:
    """Return what resolution makes of mentions."""
    return resolve(
        table(*mentions),
        previous=previous,
        decisions=decisions,
        executor=executor or Here(),
        progress=lambda *_: None,
        sums=None if sums is None else pa.array(sums),
    )


def organisations(result: Resolved) -> set[frozenset[str]]:
    """Return the organisations, each as the names it goes by."""
    return {frozenset(names) for names in result.organisations["names"].to_pylist()}


def why(row: dict[str, Any]) -> list[str]:
    """Return the reasons of a row as English sentences."""
    return [str(from_text(each)) for each in row["why"]]


def ids(result: Resolved) -> Mapping[str, str]:
    """Return the organisation of each profile by its key."""
    return dict(
        zip(
            result.profiles["key"].to_pylist(),
            result.profiles["organisation"].to_pylist(),
            strict=True,
        )
    )


def kept(result: Resolved, folder: Path) -> Path:
    """Write into a folder what the next build reads of this one."""
    folder.mkdir()
    for name in ("profiles", "redirects"):
        pq.write_table(getattr(result, name), folder / f"{name}.parquet")
    return folder


def same(a: Named, b: Named, *, at: str = "2026-11-01T09:00:00Z") -> Decision:
    """Return the decision that two are one organisation."""
    return Decision(a=a.key, b=b.key, same=True, by="Ada", at=at, reason="One letterhead")


def not_same(a: Named, b: Named, *, at: str = "2026-11-01T09:00:00Z") -> Decision:
    """Return the decision that two are not one organisation."""
    return Decision(a=a.key, b=b.key, same=False, by="Ada", at=at, reason="Two boards")
