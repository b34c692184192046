"""An organisation held against the watchlists: what was looked through, and what was found. Nothing
is written here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.utils import timezone

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import names_of_many
from convene.apps.vetting.models.hits import print_of
from convene.apps.vetting.queries import subjects
from convene.apps.vetting.queries.subjects import Subject, queries
from convene.core.diligence import Behind
from convene.core.diligence.seen import Asked
from convene.core.names import Name
from convene.core.reasons import kept
from convene.core.watchlists import Entry, Match, Matches, Query, cautions, linked


@dataclass(frozen=True, kw_only=True)
class ListSeen:
    """A list as it was when it was looked through; `hashes` are those of the files that it was read
    from, with a space between.
    """

    list: str
    date: str
    entries: int
    stale: bool
    version: str = ""
    few: bool = False
    hashes: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """An entry that may be the organisation, as it stood on its list."""

    match: Match
    fingerprint: str
    details: dict[str, Any] = field(default_factory=dict)
    whom: str = ""
    """Whom it is about, where that is not the organisation but somebody behind it."""
    behind: tuple[Behind, ...] = ()

    @property
    def listing(self) -> tuple[str, str, str]:
        """Whose entry it is, on which list, whatever the entry says by now."""
        return self.whom, self.match.list, self.match.entry

    @property
    def print(self) -> str:
        """What tells this entry as it stands, for this one, from any other."""
        return print_of(self.fingerprint, whom=self.whom)


@dataclass(frozen=True, kw_only=True)
class Result:
    """One look at the lists. `key` is the same as long as the lists, what the organisation is
    called, whom it belongs to and who stands `behind` it are the same; `questions` are what the
    lists were asked of the organisation itself.
    """

    lists: tuple[ListSeen, ...]
    names: tuple[str, ...]
    questions: tuple[Asked, ...]
    found: tuple[Found, ...]
    key: str
    owner: str = ""
    asked: str = ""
    behind: tuple[Behind, ...] = ()
    near: tuple[Match, ...] = ()
    """What came near and stayed below the line at which a person decides."""


def lists_seen() -> tuple[ListSeen, ...]:
    """Return the lists that are loaded."""
    from convene.corpus.watchlists import serving  # local: few pages ask for it

    return tuple(
        ListSeen(
            list=watchlist.list,
            date=watchlist.date,
            entries=watchlist.entries,
            stale=watchlist.stale,
            version=watchlist.version,
            few=watchlist.few,
            hashes=" ".join(serving.hashes(watchlist.list, watchlist.version)),
        )
        for watchlist in serving.state()
    )


def key(
    names: Iterable[Name],
    lists: Iterable[ListSeen],
    *,
    owner: str = "",
    behind: Iterable[Behind] = (),
) -> str:
    """Return what tells one look at the lists from another."""
    asked = [*questions(tuple(names)), *sorted(behind)]
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


def asked(names: Iterable[Name], *, owner: str, behind: Iterable[Behind] = ()) -> str:
    """Return what tells whether an organisation is called and owned as it was, whatever the lists
    say.
    """
    return key(names, (), owner=owner, behind=behind)


def behind(organisation: Organisation) -> tuple[Behind, ...]:
    """Return who stands behind an organisation today."""
    (known,) = subjects.of_many([organisation], on=timezone.localdate()).values()
    return rows_of(known)


def rows_of(known: Iterable[Subject]) -> tuple[Behind, ...]:
    return tuple(row for subject in known for row in subject.rows)


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
    others = subjects.of_many(organisations, on=timezone.localdate())
    groups = {
        organisation.pk: _groups(names[organisation.pk], others[organisation.pk])
        for organisation in organisations
    }
    every = [query for known in groups.values() for _subject, asked in known for query in asked]
    answers = screening.screen_many(every, limit=None)
    return [
        _result(
            organisation,
            names[organisation.pk],
            others[organisation.pk],
            _nearest(groups[organisation.pk], answers),
            lists=lists,
        )
        for organisation in organisations
    ]


Group = tuple[Subject | None, Sequence[Query]]
"""Somebody behind an organisation, or None for itself, and what the lists are asked."""


def _groups(names: Sequence[Name], others: Iterable[Subject]) -> list[Group]:
    return [(None, queries(names)), *((subject, subject.queries) for subject in others)]


def _nearest(
    groups: Iterable[Group], answers: Iterator[Matches]
) -> Iterator[tuple[Subject | None, Match]]:
    """Yield the matches, weak ones too, each entry once for each who was asked for."""
    for subject, asked in groups:
        best: dict[tuple[str, str], Match] = {}
        for match in (match for _query in asked for match in next(answers).shown):
            entry = (match.list, match.entry)
            if entry not in best or match.score > best[entry].score:
                best[entry] = match
        yield from ((subject, match) for match in best.values())


def _result(
    organisation: Organisation,
    names: tuple[Name, ...],
    others: tuple[Subject, ...],
    near: Iterable[tuple[Subject | None, Match]],
    *,
    lists: tuple[ListSeen, ...],
) -> Result:
    rows, belongs = rows_of(others), owner(organisation)
    every = sorted(near, key=lambda pair: -pair[1].score)
    return Result(
        lists=lists,
        names=tuple(name.text for name in names),
        questions=questions(names),
        found=tuple(_found(match, subject) for subject, match in every if match.band != "weak"),
        key=key(names, lists, owner=belongs, behind=rows),
        owner=belongs,
        asked=asked(names, owner=belongs, behind=rows),
        behind=rows,
        near=tuple(match for _subject, match in every if match.band == "weak"),
    )


def _found(match: Match, subject: Subject | None) -> Found:
    from convene.corpus.watchlists import screening  # local: see above

    entry = screening.entry(match.list, match.entry)
    return Found(
        match=match,
        fingerprint=screening.fingerprint(match.list, match.entry),
        details=details(entry) if entry else {},
        whom=subject.whom if subject else "",
        behind=subject.rows if subject else (),
    )


def is_listed(watchlist: str, entry: str) -> bool:
    """Say whether an entry still stands on its list."""
    from convene.corpus.watchlists import screening  # local: see above

    return screening.entry(watchlist, entry) is not None


def has_changed(watchlist: str, entry: str, before: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether an entry is new on its list, or another, since a look at lists as they were
    `before`.
    """
    from convene.corpus.watchlists import changes  # local: it brings the matcher

    seen = {known["list"]: known.get("version", "") for known in before}
    return (watchlist, entry) in changes.since(seen).entries


def missed(matches: Iterable[Match]) -> list[dict[str, Any]]:
    """Return what a look keeps of the entries that came near: enough to find each again."""
    return [
        {
            "list": match.list,
            "entry": match.entry,
            "name": match.name,
            "score": round(match.score, 4),
        }
        for match in matches
    ]


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
        "linked": list(linked(entry.reason)),
        "until": entry.until,
        "facts": [list(pair) for pair in entry.facts],
        "cautions": [kept(caution) for caution in cautions(entry.topics)],
    }
