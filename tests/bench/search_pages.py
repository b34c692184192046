"""The pages on open data as a browser gets them: from a real server, over HTTP, one after the
other, by somebody who is signed in.

Every address is asked once, so that no answer is a kept one; what the first request of each kind
costs is told apart. The longlist comes with the ways from ourselves to each candidate and with each
candidate held against a watchlist of made-up names.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import islice
from time import perf_counter
from urllib.parse import urlencode

from convene.core.longlist import Wanted
from convene.core.open_data import Query
from tests.bench.figures import Figure, percentile
from tests.bench.server import Site, serving

LISTED = 5000
"""Names on the watchlist."""
US = "cv-40"
"""Whom among the made-up organisations we say to be ourselves: neither the busiest nor an idle one.
"""
LIMITS = {
    "type-ahead": 20,
    "a search page": 100,
    "an organisation's page": 100,
    "a longlist's page": 500,
}
Addresses = Mapping[str, Sequence[str]]


def measure(
    *,
    names: Sequence[str],
    typed: Sequence[str],
    questions: Sequence[Query],
    organisations: Sequence[str],
    wants: Sequence[Wanted],
) -> list[Figure]:
    """Return how long pages take on the snapshot that serves."""
    addresses = {
        "type-ahead": [
            f"/records/suggest/?{urlencode({'q': text})}"
            for text in dict.fromkeys(typed)
            if text.strip()
        ],
        "a search page": list(
            dict.fromkeys(f"/records/?{urlencode(asked(query))}" for query in questions)
        ),
        "an organisation's page": [
            f"/records/organisations/{id}/" for id in dict.fromkeys(organisations)
        ],
        "a longlist's page": list(
            dict.fromkeys(f"/partners/?{urlencode(wanted(one), doseq=True)}" for one in wants)
        ),
    }
    take_in_watchlist(names)
    with serving() as site:
        _be_ourselves()
        return list(_figures(site, addresses))


def _figures(site: Site, addresses: Addresses) -> Iterator[Figure]:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
    for what, every in addresses.items():
        first, *answers = (fetched(connection, site, address) for address in every)
        waited, worked = ([answer[at] for answer in answers] for at in (0, 1))
        told = f"p50 {percentile(waited, 0.5):.1f} ms, longest {max(waited):.1f} ms, the first request {first[0]:.1f} ms"
        busy = f"of the processor p50 {percentile(worked, 0.5):.1f} ms, p95 {percentile(worked, 0.95):.1f} ms"
        print(f"  {what} over HTTP, {len(answers)} addresses: {told}; {busy}", file=sys.stderr)
        yield Figure(f"{what} over HTTP, p95", percentile(waited, 0.95), "ms", LIMITS[what])


def fetched(connection: HTTPConnection, site: Site, address: str) -> tuple[float, float]:
    """Return the milliseconds until a page was there whole,
    and those that the server worked on it.
    """
    busy, begun = site.busy(), perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Cookie": site.cookie})
    response = connection.getresponse()
    response.read()
    waited = 1000 * (perf_counter() - begun)
    assert response.status == 200, f"{address} answered {response.status}"
    return waited, site.busy() - busy


def asked(query: Query) -> list[tuple[str, str]]:
    """Return a question as the page's address carries it."""
    lists = {
        "country": query.countries,
        "sector": query.sectors,
        "model": query.models,
        "role": query.roles,
        "type": query.types,
        "funder": query.funders,
        "together": query.together,
    }
    plain = {"q": query.text, "from": query.first_year, "to": query.last_year, "page": query.page}
    given = [(name, str(value)) for name, value in plain.items() if value]
    return [*given, *((name, value) for name, values in lists.items() for value in values)]


def wanted(one: Wanted) -> dict[str, object]:
    """Return a longlist as the page's address carries it."""
    return {"country": one.country, "model": one.models, "sector": one.sectors}


def take_in_watchlist(names: Sequence[str]) -> None:
    """Load a list of made-up names, put together from the words that the organisations are called
    by, so that some look alike.
    """
    from convene import disk  # local: beside its only use
    from convene.corpus.watchlists.loading import load  # local: as above

    rows = (
        f'x-{number},"{name}",,organization,,made up,none'
        for number, name in enumerate(crossed(names))
    )
    file = disk.data() / "bench-list.csv"
    file.write_text(
        "\n".join(["id,name,aliases,schema,country,programme,reason", *rows]) + "\n",
        encoding="utf-8",
    )
    load(
        [file], form="csv", list="bench", at=datetime.now(UTC), progress=lambda what, done, of: None
    )


def crossed(names: Sequence[str]) -> Iterator[str]:
    """Yield names of which the first word is one organisation's and the rest another's."""
    pairs = zip(names, names[LISTED:], strict=False)
    yield from islice(
        (f"{one.split()[0]} {' '.join(other.split()[1:3])}" for one, other in pairs), LISTED
    )


def _be_ourselves() -> None:
    """Say that one organisation of the open data is ourselves, so that there are ways from us to
    look for.
    """
    from convene.apps.accounts.models import User  # local: models need Django set up
    from convene.apps.registry import actions  # local: see above
    from convene.core.organisations import Content  # local: see above

    user = User.objects.get(name="Bench")
    ours = actions.create(Content(name="Convening House", is_us=True), by=user)
    actions.link(ours, open_data_id=US, name="Convening House", by=user)
