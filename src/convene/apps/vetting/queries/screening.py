"""An organisation held against the watchlists: what was looked through, and what was found. Nothing
is written here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import names_of_many
from convene.core.diligence.seen import Asked
from convene.core.names import Name
from convene.core.organisations import number
from convene.core.reasons import kept
from convene.core.watchlists import Entry, Match, Query, cautions
from convene.packs.codelists import org_id_schemes


@dataclass(frozen=True, kw_only=True)
class ListSeen:
    """A list as it was when it was looked through."""

    list: str
    date: str
    entries: int
    stale: bool
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """An entry that may be the organisation, as it stood on its list."""

    match: Match
    fingerprint: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Result:
    """One look at the lists. `key` is the same as long as the lists, what the organisation is
    called and whom it belongs to are the same; `questions` are what the lists were asked.
    """

    lists: tuple[ListSeen, ...]
    names: tuple[str, ...]
    questions: tuple[Asked, ...]
    found: tuple[Found, ...]
    key: str
    owner: str = ""
    asked: str = ""


def lists_seen() -> tuple[ListSeen, ...]:
    """Return the lists that are loaded."""
    from convene.corpus.watchlists import screening  # local: it brings the matcher

    return tuple(
        ListSeen(
            list=watchlist.list,
            date=watchlist.date,
            entries=watchlist.entries,
            stale=watchlist.stale,
            version=watchlist.version,
        )
        for watchlist in screening.state()
    )


def key(names: Iterable[Name], lists: Iterable[ListSeen], *, owner: str = "") -> str:
    """Return what tells one look at the lists from another."""
    asked = questions(tuple(names))
    seen = sorted(
        [watchlist.list, watchlist.date, watchlist.entries, watchlist.version]
        for watchlist in lists
    )
    return sha256(json.dumps([asked, seen, owner], ensure_ascii=False).encode()).hexdigest()


def versions(lists: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what tells each list that was looked through from the same list loaded anew."""
    return {seen["list"]: f"{seen['date']} {seen['entries']} {seen['version']}" for seen in lists}


def versions_loaded() -> dict[str, str]:
    """Return the same for the lists that are loaded."""
    return versions(asdict(watchlist) for watchlist in lists_seen())


def questions(names: Sequence[Name]) -> tuple[Asked, ...]:
    """Return what the lists are asked, as it is kept."""
    return tuple((query.name, query.country, query.identifier) for query in queries(names))


def asked(names: Iterable[Name], *, owner: str) -> str:
    """Return what tells whether an organisation is called and owned as it was, whatever the lists
    say.
    """
    return key(names, (), owner=owner)


def owner(organisation: Organisation) -> str:
    """Return whom an organisation belongs to, as far as the registry knows:
    the id of its parent.
    """
    return str(organisation.parent_id or "")


def look(organisation: Organisation) -> Result:
    """Return what the lists hold under any name of an organisation, the strongest first, each entry
    once; weak likenesses stay out.
    """
    return look_many([organisation])[0]


def look_many(organisations: Sequence[Organisation]) -> list[Result]:
    """Return the same for each of many organisations: all are asked of the lists at once, which is
    far quicker.
    """
    from convene.corpus.watchlists import screening  # local: see above

    lists, names = lists_seen(), names_of_many(organisations)
    asked = [queries(names[organisation.pk]) for organisation in organisations]
    answers = screening.screen_many([query for group in asked for query in group], limit=None)
    return [
        _result(
            organisation,
            names[organisation.pk],
            [match for _query in group for match in next(answers).shown],
            lists=lists,
        )
        for organisation, group in zip(organisations, asked, strict=True)
    ]


def queries(names: Sequence[Name]) -> list[Query]:
    """Return what to ask of the lists: every name in every country with the first number, and every
    other number once.
    """
    first, *others = (
        [_in_register(number) for number in names[0].identifiers] or [""] if names else [""]
    )
    asked = [
        Query(name=name.text, country=country, schema=name.schema, identifier=first)
        for name in names
        for country in name.countries or ("",)
    ]
    return asked + [replace(asked[0], identifier=number) for number in others]


def _in_register(identifier: str) -> str:
    """Return a number as lists give it: without the register that it is from."""
    found = number(identifier, schemes=tuple(org_id_schemes()))
    return found.value if found else identifier


def _result(
    organisation: Organisation,
    names: tuple[Name, ...],
    matches: Iterable[Match],
    *,
    lists: tuple[ListSeen, ...],
) -> Result:
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        entry = (match.list, match.entry)
        if entry not in best or match.score > best[entry].score:
            best[entry] = match
    likely = sorted(
        (match for match in best.values() if match.band != "weak"), key=lambda match: -match.score
    )
    return Result(
        lists=lists,
        names=tuple(name.text for name in names),
        questions=questions(names),
        found=tuple(_found(match) for match in likely),
        key=key(names, lists, owner=owner(organisation)),
        owner=owner(organisation),
        asked=asked(names, owner=owner(organisation)),
    )


def _found(match: Match) -> Found:
    from convene.corpus.watchlists import screening  # local: see above

    entry = screening.entry(match.list, match.entry)
    return Found(
        match=match,
        fingerprint=screening.fingerprint(match.list, match.entry),
        details=details(entry) if entry else {},
    )


def is_listed(watchlist: str, entry: str) -> bool:
    """Say whether an entry still stands on its list."""
    from convene.corpus.watchlists import screening  # local: see above

    return screening.entry(watchlist, entry) is not None


def details(entry: Entry) -> dict[str, Any]:
    """Return what the file keeps of an entry, which its list may change or drop later."""
    return {
        "name": entry.name,
        "schema": entry.schema,
        "aliases": [[alias.text, alias.quality] for alias in entry.aliases],
        "countries": list(entry.countries),
        "programmes": list(entry.programmes),
        "reason": entry.reason,
        "identifiers": [list(pair) for pair in entry.identifiers],
        "born": list(entry.born),
        "topics": list(entry.topics),
        "until": entry.until,
        "facts": [list(pair) for pair in entry.facts],
        "cautions": [kept(caution) for caution in cautions(entry.topics)],
    }
