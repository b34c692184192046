"""Pages under eight clients at once, and what they weigh on a slow link."""

import gzip
import re
from http.client import HTTPConnection
from itertools import cycle
from threading import Thread
from time import perf_counter

from tests.bench.figures import Figure, percentile
from tests.bench.server import Site, serving

CLIENTS, ROUNDS = 8, 30


def measure() -> list[Figure]:
    with serving() as site:
        times = _load(site)
        figures = [
            Figure(f"{name}: p95 at {CLIENTS} clients", percentile(found, 0.95), "ms", 100)
            for name, found in times.items()
        ]
        return figures + _weights(site)


def _load(site: Site) -> dict[str, list[float]]:
    """Return the milliseconds of every request by page, with all clients asking for all pages all
    the time.
    """
    times: dict[str, list[float]] = {name: [] for name in site.pages}
    for path in site.pages.values():  # once each: what is made on first use is not what is measured
        fetch(site, path)
    clients = [Thread(target=_client, args=(site, times, start)) for start in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def _client(site: Site, times: dict[str, list[float]], start: int) -> None:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    names = list(site.pages)
    order = cycle(names[start % len(names) :] + names[: start % len(names)])
    for _, name in zip(range(ROUNDS * len(names)), order, strict=False):
        began = perf_counter()
        _ask(connection, site, site.pages[name])
        times[name].append((perf_counter() - began) * 1000)


def _ask(connection: HTTPConnection, site: Site, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Cookie": site.cookie})
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{path} answered {response.status}"
    return body


def fetch(site: Site, path: str) -> bytes:
    """Return a response as it travels: compressed."""
    return _ask(HTTPConnection("127.0.0.1", site.port, timeout=30), site, path)


def _weights(site: Site) -> list[Figure]:
    pages = {name: fetch(site, path) for name, path in site.pages.items()}
    html = gzip.decompress(pages["start"]).decode()
    style = re.findall(r'href="(/static/[^"]+\.css)"', html)
    text = [
        gzip.decompress(body).decode() if body[:2] == b"\x1f\x8b" else body.decode()
        for body in (fetch(site, path) for path in style)
    ]
    inner = {path for sheet in text for path in re.findall(r'url\("?([^")]+)"?\)', sheet)}
    assets = {
        *re.findall(r'(?:href|src)="(/static/[^"]+)"', html),
        *(f"/static/convene/{path}" for path in inner),
    }
    first = len(pages["start"]) + sum(len(fetch(site, path)) for path in assets)
    heaviest = max(pages, key=lambda name: len(pages[name]))
    return [
        Figure("first load with style, script and fonts, compressed", first / 1000, "kB", 200),
        Figure(
            f"heaviest later page ({heaviest}), compressed", len(pages[heaviest]) / 1000, "kB", 40
        ),
    ]
