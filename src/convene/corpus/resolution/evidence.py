"""What speaks for or against two profiles being one organisation, gathered from all records;
`core/sameness.py` weighs it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from convene.core.generic_names import is_of_any_country
from convene.core.identifiers import family, key
from convene.core.kinds import contradicts
from convene.core.reasons import gettext_noop
from convene.core.resolution import Profile
from convene.core.sameness import Facts, Shared
from convene.corpus.resolution import seats
from convene.corpus.resolution.candidates import as_name
from convene.corpus.resolution.profiles import Profiles
from convene.corpus.resolution.seats import registered
from convene.feeds import countries
from convene.matching import legal, pairs
from convene.matching.pairs import Likeness
from convene.packs import codelists

LOOSE = frozenset({"XI-DUNS", "XI-UEI", "XI-EORI", "XI-IATI", "XI-PB", "FR-SIRET"})
"""Schemes that number sites or publishers: an organisation has several, or several share one. All
of `XM-` are loose as well.
"""
EVERYWHERE = 0.02
"""Share of all records from which on an organisation is named everywhere, so that having it in
common tells nothing.
"""
MOST = 200
"""Records of a profile that are looked at for partners."""
KINDS = {
    **dict.fromkeys(("10", "11", "15"), gettext_noop("government")),
    "40": gettext_noop("multilateral"),
    "70": gettext_noop("company"),
    "80": gettext_noop("university"),
}
"""IATI organisation types in groups; charities, foundations and partnerships are mixed up too often
to tell anything.
"""
SPELLINGS = 4
"""Spellings of a name up to which a register's number is taken for one organisation's own."""
OF_ANYONE = frozenset(
    {
        "facebook.com",
        "linkedin.com",
        "twitter.com",
        "wordpress.com",
        "blogspot.com",
        "sites.google.com",
        "youtube.com",
    }
)


HOST = re.compile(r"(?:[a-z]+://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/?#]|$)")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What all records together say, ready to be asked about two profiles."""

    profiles: Sequence[Profile]
    records: Sequence[frozenset[int]]
    carried: dict[str, int]
    """How many different names carry each identifier; a name and its initials are one."""
    named: dict[int, tuple[int, ...]]
    """The profiles that a record names, those left out that are named everywhere."""
    registers: frozenset[str]
    offices: frozenset[int]
    """The profiles of public bodies, as every state has them."""
    forms: tuple[legal.Forms, ...]
    """The legal forms that the name of each profile gives."""


def evidence(profiles: Profiles) -> Evidence:
    """Return what all records together say."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    short: defaultdict[str, set[str]] = defaultdict(set)
    for row in profiles.rows:
        if row.identifier:
            names[key(row.identifier)].add(pairs.plain(as_name(row.name)))
            short[key(row.identifier)] |= pairs.initials(as_name(row.name))
    every = len(set().union(*profiles.records)) if profiles.records else 0
    named: defaultdict[int, list[int]] = defaultdict(list)
    for rank, records in enumerate(profiles.records):
        if len(records) <= max(3, EVERYWHERE * every):
            for record in records:
                named[record].append(rank)
    common = seats.common(row.name for row in profiles.rows)
    return Evidence(
        profiles=profiles.rows,
        records=profiles.records,
        carried={number: len(carriers - short[number]) for number, carriers in names.items()},
        named={record: tuple(ranks) for record, ranks in named.items()},
        registers=registers(),
        offices=frozenset(
            rank
            for rank, row in enumerate(profiles.rows)
            if is_of_any_country(row.name, common=common)
        ),
        forms=tuple(legal.forms(as_name(row.name)) for row in profiles.rows),
    )


def registers() -> frozenset[str]:
    """Return the schemes that give each organisation one number of its own."""
    return (
        frozenset(scheme for scheme in codelists.org_id_schemes() if not scheme.startswith("XM-"))
        - LOOSE
    )


def country(within: Evidence, rank: int) -> str:
    """Return where a profile is: what records say, or the country whose register it is in. A public
    body is of the country in its name first: records give it others by mistake.
    """
    profile = within.profiles[rank]
    own = registered(profile.identifier) if profile.identifier else ""
    if rank in within.offices:
        named = pairs.marks(as_name(profile.name))[0]
        return next(iter(named)) if len(named) == 1 else profile.country or own
    return profile.country or own


def facts(within: Evidence, a: int, b: int, alike: Likeness) -> Facts:
    """Return what is known of two profiles (their ranks) whose names are so much alike."""
    left, right = within.profiles[a], within.profiles[b]
    return Facts(
        name=alike.score,
        same_letters=alike.same,
        alone=alike.alone,
        slips=alike.slips,
        near=alike.near,
        telling=alike.telling,
        words=alike.words,
        numbers=alike.numbers,
        number=alike.number,
        letter=alike.letter,
        places=alike.places,
        branch=alike.branch,
        initials=alike.initials,
        forms=legal.differ(within.forms[a], within.forms[b]),
        office=a in within.offices or b in within.offices,
        shared=_shared(within, left, right),
        clash=_clash(within, a, b),
        countries=(country(within, a), country(within, b)),
        kinds=(_kind(left), _kind(right)),
        website=next(iter(sorted(_sites(left.websites) & _sites(right.websites))), ""),
        partners=len(_partners(within, a) & _partners(within, b)),
        together=len(within.records[a] & within.records[b]) if not alike.same else 0,
    )


def _kind(profile: Profile) -> str:
    return "" if doubted(profile.name, profile.type) else KINDS.get(profile.type, "")


def doubted(name: str, type: str) -> bool:
    """Return whether a name contradicts the type that records give."""
    return bool(type) and contradicts(name, type, is_country=bool(countries.codes(name)))


def _shared(within: Evidence, left: Profile, right: Profile) -> tuple[Shared, ...]:
    if (
        left.identifier is None
        or right.identifier is None
        or key(left.identifier) != key(right.identifier)
    ):
        return ()
    names, certain = (
        within.carried[key(left.identifier)],
        left.identifier.scheme in within.registers,
    )
    return (
        Shared(
            text=min(left.identifier.value, right.identifier.value), names=names, certain=certain
        ),
    )


def numbered(within: Evidence, rank: int) -> tuple[str, str]:
    """Return the list that gives each organisation one number, and the number of a profile in it
    when few spellings of a name carry it; nothing of both where it has none. A list is a known
    register, a register that the number itself names (`GB-EDU-`), or what one publisher numbers
    (`360G-`).
    """
    identifier = within.profiles[rank].identifier
    if identifier is None or within.carried[key(identifier)] > SPELLINGS:
        return "", ""
    register = family(identifier)
    is_known = register in within.registers or register.startswith("360G-")
    is_own = is_known or (bool(registered(identifier)) and register not in LOOSE)
    return (register, key(identifier)) if register and is_own else ("", "")


def _clash(within: Evidence, a: int, b: int) -> tuple[str, ...]:
    first, number = numbered(within, a)
    second, another = numbered(within, b)
    if not first or first != second or number == another:
        return ()
    return (min(number, another), max(number, another))


def _sites(websites: Iterable[str]) -> set[str]:
    """Return the hosts of websites; what is no address has none."""
    found = (HOST.match(each.strip().casefold()) for each in websites)
    return {host[1].removeprefix("www.") for host in found if host} - OF_ANYONE


def _partners(within: Evidence, rank: int) -> set[str]:
    """Return the names beside which records name a profile."""
    seen = sorted(within.records[rank])[:MOST]
    return {
        within.profiles[other].key
        for record in seen
        for other in within.named.get(record, ())
        if other != rank
    }
