"""Search over 300,000 made-up activities of 60,000 made-up organisations: finding, type-ahead, an
organisation's page and a longlist.

First in this process, in time of the processor and after one question, so that a busy machine does
not count; then as whole pages from a real server (tests/bench/search_pages.py). Each question is
asked once, so that no answer is a kept one.
"""

import os
import random
import string
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from time import process_time
from typing import TypeVar

from convene import packs
from convene.core.longlist import Longlist, Wanted, longlist
from convene.core.open_data import Query
from convene.core.records import Activity, Mention, Money, MoneyKind, Place, Role, Sector, Text
from convene.corpus import open_data, search, snapshots
from convene.packs import places
from tests.bench import search_pages
from tests.bench.figures import Figure, percentile
from tests.corpus.open_data.snapshot import Who, money, source, write
from tests.corpus.open_data.snapshot import meta as meta_of

ACTIVITIES = 300_000
ORGANISATIONS = 60_000
WORDS = 20_000
ASKED = 300
PAGES = 100
ROLES: tuple[Role, ...] = ("funder", "implementer", "extending", "implementer", "accountable")
KINDS: tuple[MoneyKind, ...] = ("commitment", "disbursement")
LONGLISTS = 60
Asked = TypeVar("Asked")
COUNTRIES = [
    "AO",
    "KE",
    "TZ",
    "UG",
    "MZ",
    "ZM",
    "MW",
    "RW",
    "ET",
    "GH",
    "SN",
    "ML",
    "NE",
    "TD",
    "SD",
    "PE",
    "CO",
    "BO",
    "EC",
    "GT",
    "HN",
    "SV",
    "NI",
    "PY",
    "HT",
    "PH",
    "ID",
    "VN",
    "KH",
    "NP",
    "BD",
    "PK",
    "LK",
    "UA",
    "GE",
    "AM",
    "MD",
    "AL",
]
SECTORS = [
    "15110",
    "15112",
    "15113",
    "15130",
    "15150",
    "15151",
    "15153",
    "15160",
    "15170",
    "12220",
    "11220",
    "14030",
    "16020",
    "21020",
    "24010",
    "25010",
    "31120",
    "43030",
    "43040",
    "72010",
]
TYPES = {"70": 40, "22": 20, "21": 10, "60": 10, "10": 10, "80": 5, "": 5}
"""What organisations are, in hundredths: without companies and foundations nobody would stand on a
longlist.
"""
SOUNDS = (
    "ba",
    "co",
    "du",
    "fe",
    "gi",
    "ha",
    "jo",
    "ku",
    "la",
    "me",
    "ni",
    "or",
    "pa",
    "qui",
    "ra",
    "sto",
    "ti",
    "un",
    "ve",
    "zam",
)


class Drawn:
    """Words, names and activities, drawn by one seed. A few words and organisations stand in very
    many records, most in few.
    """

    def __init__(self, *, activities: int, organisations: int) -> None:
        self.draw = random.Random(20_260)
        self.words = [self._word() for _ in range(WORDS)]
        self.heavy = list(accumulate(1 / (at + 20) for at in range(WORDS)))
        self.names = [
            " ".join((*self.draw.choices(self.words, k=3), str(at))).title()
            for at in range(organisations)
        ]
        self.often = list(accumulate(1 / (at + 5) for at in range(organisations)))
        self.total = activities

    def _word(self) -> str:
        return "".join(self.draw.choices(SOUNDS, k=self.draw.randint(2, 4))) + self.draw.choice(
            string.ascii_lowercase
        )

    def text(self, length: int) -> str:
        return " ".join(self.draw.choices(self.words, cum_weights=self.heavy, k=length))

    def activities(self) -> Iterator[tuple[int, Activity]]:
        for number in range(self.total):
            yield number % 20, self._activity(number)

    def _activity(self, number: int) -> Activity:
        draw, start = self.draw, self.draw.randint(2000, 2024)
        named = draw.choices(self.names, cum_weights=self.often, k=draw.randint(2, 5))
        mentions = tuple(
            Mention(at, name, ROLES[at], type=draw.choice(("10", "21", "22", "70")))
            for at, name in enumerate(named)
        )
        sums: tuple[Money, ...] = tuple(
            money(kind, draw.randint(100, 10_000_000), start + at, giver=0, receiver=1)
            for at, kind in enumerate(KINDS)
        )
        return Activity(
            identifier=f"XX-{number}",
            kind="project",
            record=number,
            titles=(Text("en", self.text(7)),),
            descriptions=(Text("en", self.text(40)),),
            places=tuple(Place(code) for code in draw.sample(COUNTRIES, draw.choice((1, 1, 1, 2)))),
            sectors=(Sector("dac", draw.choice(SECTORS)),),
            mentions=mentions,
            money=sums,
        )


def made(drawn: Drawn) -> Path:
    """Write a snapshot of drawn activities and let it serve."""
    folder = snapshots.builds() / ".new-bench"
    folder.mkdir(parents=True)
    who: Who = {f"cv-{at}": (name,) for at, name in enumerate(drawn.names)}
    sources = [source(number, publisher=f"Publisher {number}") for number in range(20)]
    types = dict(
        zip(
            who,
            random.Random(7).choices(list(TYPES), weights=list(TYPES.values()), k=len(who)),
            strict=True,
        )
    )
    models = {f"XX-{number}": (f"M{number % 8 + 1}",) for number in range(0, drawn.total, 4)}
    write(folder, list(drawn.activities()), who=who, sources=sources, models=models, types=types)
    search.write(folder)
    return snapshots.settle(folder, meta_of(folder, sources=sources, name="bench")).folder


def questions(drawn: Drawn) -> Iterator[Query]:
    """Yield questions as people ask them: a word or two, a phrase, filters, an organisation,
    several together.
    """
    draw = drawn.draw
    for number in range(ASKED):
        word, country = drawn.text(1), draw.choice(COUNTRIES)
        yield (
            Query(text=word),
            Query(text=drawn.text(2)),
            Query(text=f'"{drawn.text(2)}"'),
            Query(text=word, countries=(country,)),
            Query(countries=(country,), sectors=(draw.choice(SECTORS),), roles=("implementer",)),
            Query(
                text=word,
                models=(f"M{draw.randint(1, 8)}",),
                first_year=2005,
                last_year=draw.randint(2006, 2024),
            ),
            Query(together=(f"cv-{draw.randint(0, 500)}", f"cv-{draw.randint(0, 500)}")),
            Query(countries=(country,), types=("70",), first_year=draw.randint(2000, 2024)),
            Query(funders=(f"cv-{draw.randint(0, 5000)}",)),
            Query(text=word, page=draw.randint(2, 5)),
        )[number % 10]


def typed(drawn: Drawn) -> Iterator[str]:
    """Yield beginnings of names, one in four of them with two letters changed about."""
    for _ in range(ASKED):
        name = drawn.draw.choice(drawn.names)[: drawn.draw.randint(2, 14)]
        at = drawn.draw.randint(1, max(1, len(name) - 2))
        yield (
            name
            if drawn.draw.random() > 0.25 or len(name) < 5
            else name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
        )


def wants(drawn: Drawn) -> list[Wanted]:
    """Return longlists as people ask for them: a country, one or two kinds of alliance, now and
    then a sector.
    """
    draw, regions = drawn.draw, places.regions()
    return [
        Wanted(
            country=(country := draw.choice(COUNTRIES)),
            region=regions[country],
            models=tuple(
                draw.sample([f"M{number}" for number in range(1, 9)], draw.choice((1, 1, 2)))
            ),
            sectors=("legal_services",) if number % 4 == 0 else (),
        )
        for number in range(LONGLISTS)
    ]


def listed(wanted: Wanted) -> Longlist:
    """Ask for a longlist as the page does, without what only the workspace knows."""
    facts = open_data.candidates(wanted, this_year=2026)
    return longlist(facts, wanted=wanted, guide=packs.guide(), this_year=2026)


def timed(ask: Callable[[Asked], object], every: list[Asked]) -> list[float]:
    """Return the milliseconds of the processor that each answer took."""
    times = []
    ask(every[0])
    for each in every[1:]:
        start = process_time()
        ask(each)
        times.append(1000 * (process_time() - start))
    return times


def measure(*, activities: int = ACTIVITIES, organisations: int = ORGANISATIONS) -> list[Figure]:
    """Return how long answers take; the limits are those of the project's promises."""
    drawn = Drawn(activities=activities, organisations=organisations)
    made(drawn)
    ids = [
        f"cv-{at}" for at in (*range(PAGES // 4), *drawn.draw.sample(range(organisations), PAGES))
    ]
    drawn.draw.shuffle(ids)
    figures = {
        ("a search", 10): timed(open_data.find, list(questions(drawn))),
        ("type-ahead", 20): timed(open_data.suggest, list(typed(drawn))),
        ("an organisation's page", 100): timed(open_data.organisation, ids),
        ("a longlist", 500): timed(listed, wants(drawn)),
    }
    for (what, _), times in figures.items():
        print(
            f"  {what}: p50 {percentile(times, 0.5):.2f} ms, longest {max(times):.1f} ms",
            file=sys.stderr,
        )
    here = [
        Figure(f"{what} over {activities:,} activities, p95", percentile(times, 0.95), "ms", limit)
        for (what, limit), times in figures.items()
    ]
    pages = search_pages.measure(
        names=drawn.names,
        typed=list(typed(drawn)),
        questions=list(questions(drawn)),
        organisations=ids,
        wants=wants(drawn),
    )
    return here + pages


if __name__ == "__main__":
    os.environ["CONVENE_DATA"] = tempfile.mkdtemp(prefix="convene-bench-")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ACTIVITIES
    for figure in measure(activities=count, organisations=count // 5):
        print(f"{figure.what}: {figure.value:.2f} {figure.unit} (at most {figure.limit})")
