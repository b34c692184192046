"""How long watchlists take to load and names to screen, and how many aid organisations raise a
false alert.

Reads real lists and real names from ../shared/data (or CONVENE_SHARED_DATA), which is not part of
this repository.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter, process_time

from lxml import etree

from convene.core.watchlists import Matches, Query
from convene.corpus.watchlists import entries, screening, versions
from convene.corpus.watchlists.loading import load
from convene.feeds import watchlists
from tests.bench.figures import own_data, percentile
from tests.bench.gold import SHARED

LISTS = {
    "ofac": ["ofac-2021-07", "cons_prim.csv", "cons_alt.csv", "cons_add.csv"],
    "un": ["UN_consolidated.xml"],
    "worldbank": ["debarment/world_bank_listing_of_ineligible_firms_and_individuals.xlsx"],
    "idb": ["debarment/Inter-American_Development_Bank-Sanctioned_Firms_and_Individuals.xlsx"],
    "ebrd": ["debarment/european_bank_for_reconstruction_and_development_ineligible_firms.csv"],
    "australia": ["debarment/australia_autonomous_financial_sanctions.xlsx"],
}
NOT_NAMES = re.compile(
    r"redacted|^nan$|^n/a$|unknown|enterprise - |other$|not specified|anonym|^individual",
    re.IGNORECASE,
)
SAMPLE = 3000
TIMED = 500


def load_lists(form: str, paths: list[str]) -> None:
    for name, files in watchlists.lists_in(
        [SHARED / "sanctions" / path for path in paths], form=form
    ).items():
        load(
            files, form=form, list=name, at=datetime.now(UTC), progress=lambda what, done, of: None
        )


def load_ofac() -> float:
    """Return the seconds it takes to load OFAC's list of July 2021 and to let it serve (the
    promise: at most 5).
    """
    with own_data():
        start = perf_counter()
        load_lists("ofac", ["ofac-2021-07"])
        return perf_counter() - start


def aid_organisations() -> list[str]:
    """Return names of organisations in published aid and grants: a fixed random sample, without
    what is no name.
    """
    found = {" ".join(name.split()) for name in (*_in_iati(), *_in_grants())}
    return random.Random(7).sample(
        kept := sorted(name for name in found if len(name) > 3 and not NOT_NAMES.search(name)),
        min(SAMPLE, len(kept)),
    )


def _in_iati() -> Iterator[str]:
    for file in sorted(
        [*(SHARED / "iati-usaid").rglob("*.xml.gz"), *(SHARED / "iati-other").rglob("*.xml")]
    )[:60]:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            for _, element in etree.iterparse(
                stream, tag=("participating-org", "receiver-org"), recover=True
            ):
                yield element.findtext("narrative") or element.text or ""
                element.clear()


def _in_grants() -> Iterator[str]:
    for file in sorted((SHARED / "grants-360giving").rglob("*.json")):
        for grant in json.loads(file.read_text(encoding="utf-8-sig")).get("grants", []):
            yield from (one.get("name", "") for one in grant.get("recipientOrganization", []))


def measure() -> dict[str, float]:
    """Return names per second of processor time in a batch, the 95th percentile of one query, and
    false alerts per 1,000.
    """
    with own_data():
        for form, paths in LISTS.items():
            load_lists(form, paths)
        names, listed = aid_organisations(), _listed()
        first = next(screening.screen_many([Query(name=names[0])]))
        assert isinstance(first, Matches)
        start = process_time()
        found = list(
            screening.screen_many(Query(name=name, schema="organisation") for name in names)
        )
        seconds = process_time() - start
        start = process_time()
        answers = list(screening.screen_many(Query(name=name) for name in listed))
        busy = process_time() - start
        alerts = [
            (name, match)
            for name, matches in zip(names, found, strict=True)
            for match in matches.shown
            if match.band != "weak"
        ]
        raised = len({name for name, _ in alerts})
        for name, match in alerts:
            print(
                f"  {match.score:.3f} {match.band:<8} {name} | {match.name} ({match.list} {match.entry})"
            )
        return {
            "aid organisations screened": len(names),
            "alerts per 1,000 aid organisations": 1000 * raised / len(names),
            "aid organisations per second": len(names) / seconds,
            "listed names per second": len(answers) / busy,
            "p95 of one query in ms": 1000 * _p95(listed[:TIMED]),
        }


def _listed() -> list[str]:
    now = versions.current()
    texts = [
        alias.text
        for name in now.lists
        for entry in entries.each(versions.folder(name) / now.version(name))
        for alias in entry.names
    ]
    return random.Random(7).sample(texts, SAMPLE)


def _p95(names: list[str]) -> float:
    times = []
    for name in names:
        start = perf_counter()
        screening.screen(Query(name=name))
        times.append(perf_counter() - start)
    return percentile(times, 0.95)


if __name__ == "__main__":
    print(f"loading OFAC of July 2021: {load_ofac():.2f} s")
    for what, value in measure().items():
        print(f"{what}: {value:,.2f}")
