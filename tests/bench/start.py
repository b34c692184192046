"""How soon an installation that has been set up before answers its first request."""

from time import perf_counter

from tests.bench.figures import Figure
from tests.bench.server import free_port, start, wait


def measure() -> list[Figure]:
    _timed()  # the first start makes the database and collects the static files
    return [
        Figure(
            "second start to first answer, best of three", min(_timed() for _ in range(3)), "s", 3
        )
    ]


def _timed() -> float:
    port = free_port()
    began = perf_counter()
    server = start(port)
    try:
        wait(port)
        return perf_counter() - began
    finally:
        server.terminate()
        server.wait(30)
