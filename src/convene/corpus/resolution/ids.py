"""Ids that stay: an organisation keeps the id its profiles had, a merged id redirects, a split
leaves it with the larger part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pyarrow.parquet as pq

from convene.core.resolution import Profile

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that no one mistakes for one another."""
SHORTEST = 7
TABLES = {"profiles": ["key", "organisation"], "redirects": ["old", "new"]}
"""What must be in a snapshot for ids to carry over from it."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """The ids of the build before: of each profile by its key, and where ids that were given up
    lead to.
    """

    ids: Mapping[str, str]
    redirects: Mapping[str, str]


def past(previous: Path | None) -> Past:
    """Return the ids of the snapshot in a folder, whichever version of Convene made it; none where
    it holds no such tables.
    """
    if previous is None or not all(
        _holds(previous / f"{name}.parquet", columns) for name, columns in TABLES.items()
    ):
        return Past(ids={}, redirects={})
    profiles = pq.read_table(previous / "profiles.parquet", columns=TABLES["profiles"])
    gone = pq.read_table(previous / "redirects.parquet", columns=TABLES["redirects"])
    return Past(
        ids=dict(
            zip(profiles["key"].to_pylist(), profiles["organisation"].to_pylist(), strict=True)
        ),
        redirects=dict(zip(gone["old"].to_pylist(), gone["new"].to_pylist(), strict=True)),
    )


def _holds(file: Path, columns: Sequence[str]) -> bool:
    return file.is_file() and set(columns) <= set(pq.read_schema(file).names)


def named(groups: Sequence[Sequence[Profile]], before: Past) -> tuple[list[str], dict[str, str]]:
    """Return the id of each group of profiles, and where each id leads that has been given up."""
    kept = _kept(groups, before)
    taken = {*kept.values(), *before.ids.values()}
    ids = [kept.get(number) or _new(group, before, taken) for number, group in enumerate(groups)]
    return ids, _redirects(groups, ids, before)


def _kept(groups: Sequence[Sequence[Profile]], before: Past) -> dict[int, str]:
    """Give each old id to the group with most of its mentions, each group the id that most of its
    mentions had.
    """
    shares: Counter[tuple[str, int]] = Counter()
    for number, group in enumerate(groups):
        for profile in group:
            if old := before.ids.get(profile.key):
                shares[old, number] += profile.mentions
    first = {number: min(profile.key for profile in group) for number, group in enumerate(groups)}
    kept: dict[int, str] = {}
    used: set[str] = set()
    for old, number in sorted(shares, key=lambda pair: (-shares[pair], pair[0], first[pair[1]])):
        if number not in kept and old not in used:
            kept[number] = old
            used.add(old)
    return kept


def _new(group: Sequence[Profile], before: Past, taken: set[str]) -> str:
    """Return an id for a group that has none: one that was given up when its profiles were joined
    to others, or one never used.
    """
    keys = [
        profile.key
        for profile in sorted(group, key=lambda profile: (-profile.mentions, profile.key))
    ]
    revived = next(
        (id for id in map(mint, keys) if id in before.redirects and id not in taken), None
    )
    id = revived or next(
        id
        for length in range(SHORTEST, 20)
        if (id := mint(keys[0], length=length)) not in taken | before.redirects.keys()
    )
    taken.add(id)
    return id


def mint(key: str, *, length: int = SHORTEST) -> str:
    """Return the id that a profile founds: the same on every machine."""
    number = int.from_bytes(blake2b(key.encode(), digest_size=16).digest())
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return f"cv-{''.join(letters)}"


def _redirects(
    groups: Sequence[Sequence[Profile]], ids: Sequence[str], before: Past
) -> dict[str, str]:
    """Lead each id that was given up to the organisation that has most of its mentions, also those
    given up in earlier builds.
    """
    live = set(ids)
    heirs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for id, group in zip(ids, groups, strict=True):
        for profile in group:
            if (old := before.ids.get(profile.key)) and old not in live:
                heirs[old][id] += profile.mentions
    new = {old: min(shares, key=lambda id: (-shares[id], id)) for old, shares in heirs.items()}
    return new | {
        old: end
        for old, heir in before.redirects.items()
        if old not in live and (end := _end(heir, new, live))
    }


def _end(heir: str, new: Mapping[str, str], live: Iterable[str]) -> str:
    return heir if heir in live else new.get(heir, "")
