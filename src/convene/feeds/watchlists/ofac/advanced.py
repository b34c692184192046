"""OFAC's lists in the advanced form (sdn_advanced.xml, cons_advanced.xml): names in parts, facts
and numbers that stand apart and point to each other by their ids.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from convene.core.names import Schema
from convene.core.watchlists import Alias, Entry, Quality
from convene.feeds.countries import codes
from convene.feeds.watchlists.ofac.xml import NO_IDENTIFIER, THINGS
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import below, elements, text, texts

ROOT = "Sanctions"
SCHEMAS: dict[str, Schema] = {"individual": "person", "entity": "organisation"}
BEFORE_COMMA = ("last name", "maiden name")
FIRST = ("first name", "middle name", "patronymic", "matronymic", "nickname")
BORN, COUNTRY = "birthdate", ("nationality country", "citizenship country", "location")
FLAG = "vessel flag"
FACTS = {
    FLAG: "flag",
    "vessel owner": "owner",
    "vessel type": "type",
    "vessel call sign": "call sign",
    "place of birth": "born at",
}
Pairs = list[tuple[str, str]]


@dataclass
class _Around:
    """What parties point to, and what points to them."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """The texts of reference values, by kind and id."""
    types: dict[str, str] = field(default_factory=dict)
    """The party type of each sub-type."""
    places: dict[str, str] = field(default_factory=dict)
    papers: defaultdict[str, Pairs] = field(default_factory=lambda: defaultdict(list))
    programmes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reasons: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def word(self, kind: str, id: str | None) -> str:
        """Return the text of a reference value, nothing where it is not known."""
        return self.words.get((kind, id or ""), "")


def dated(file: Path) -> str:
    """Return the day the file was made, which it states. Raises FeedError."""
    for element in elements(file, root=ROOT, tags=("DateOfIssue", "ReferenceValueSets")):
        return _day(element)
    return ""


def read(file: Path, *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield the entries of a list, reading twice: what belongs to a party stands before and after
    it. Raises FeedError.
    """
    around = _around(file)
    for party in elements(file, root=ROOT, tags=("DistinctParty",)):
        for profile in below(party, "Profile"):
            names = [*_names(profile, around)]
            if names and (id := profile.get("ID")):
                yield _entry(party, profile, list=list, id=id, names=names, around=around)
            else:
                telling.aside(f"{file.name}: line {profile.sourceline}: no name or no number")


def _around(file: Path) -> _Around:
    around = _Around()
    tags = ("ReferenceValueSets", "Location", "IDRegDocument", "SanctionsEntry", "DistinctParty")
    for element in elements(file, root=ROOT, tags=tags):
        match etree.QName(element).localname:
            case "ReferenceValueSets":
                _take_words(element, around)
            case "Location":
                country = next(below(element, "LocationCountry"), None)
                id = None if country is None else country.get("CountryID")
                around.places[element.get("ID") or ""] = around.word("Country", id)
            case "IDRegDocument":
                kind = around.word("IDRegDocType", element.get("IDRegDocTypeID"))
                number = text(element, "IDRegistrationNo").removeprefix("IMO ")
                around.papers[element.get("IdentityID") or ""].append((kind, number))
            case "SanctionsEntry":
                _take_entry(element, around)
            case _:
                pass
    return around


def _take_words(references: etree._Element, around: _Around) -> None:
    for kind in references:
        for value in kind:
            name, id = etree.QName(value).localname, value.get("ID") or ""
            around.words[name, id] = " ".join((value.text or "").split())
            if name == "PartySubType":
                around.types[id] = value.get("PartyTypeID") or ""


def _take_entry(entry: etree._Element, around: _Around) -> None:
    id = entry.get("ProfileID") or ""
    for measure in below(entry, "SanctionsMeasure"):
        kind = around.word("SanctionsType", measure.get("SanctionsTypeID"))
        if kind.casefold() == "program":
            around.programmes[id] += texts(measure, "Comment")
    for event in below(entry, "EntryEvent"):
        basis = around.word("LegalBasis", event.get("LegalBasisID"))
        around.reasons[id] += filter(None, (basis, text(event, "Comment")))


def _entry(
    party: etree._Element,
    profile: etree._Element,
    *,
    list: str,
    id: str,
    names: list[Alias],
    around: _Around,
) -> Entry:
    main, *others = names
    kind, facts = _kind(profile, around), _features(profile, around)
    countries = [place for what in (*COUNTRY, FLAG) for place in facts.get(what, ())]
    papers = (pair for own in below(profile, "Identity") for pair in _papers(own, around))
    known = ((what, fact) for name, what in FACTS.items() for fact in facts.get(name, ()))
    return Entry(
        list=list,
        id=id,
        name=main.text,
        schema=SCHEMAS.get(kind, "unknown"),
        aliases=tuple(others),
        countries=codes(*countries),
        programmes=tuple(dict.fromkeys(around.programmes[id])),
        reason="; ".join(dict.fromkeys([*texts(party, "Comment"), *around.reasons[id]])),
        identifiers=tuple(dict.fromkeys(papers)),
        born=tuple(dict.fromkeys(facts.get(BORN, ()))),
        topics=(THINGS[kind],) if kind in THINGS else (),
        kind="sanction",
        facts=tuple(dict.fromkeys(known)),
    )


def _kind(profile: etree._Element, around: _Around) -> str:
    """Return what a party is: a ship, an aircraft, or else the type of its sub-type."""
    id = profile.get("PartySubTypeID") or ""
    word = around.word("PartySubType", id).casefold()
    return word if word in THINGS else around.word("PartyType", around.types.get(id)).casefold()


def _names(profile: etree._Element, around: _Around) -> Iterator[Alias]:
    """Yield every name once, the primary one first."""
    aliases: list[tuple[bool, Alias]] = []
    for identity in below(profile, "Identity"):
        groups = {
            group.get("ID"): around.word("NamePartType", group.get("NamePartTypeID")).casefold()
            for group in below(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in below(identity, "Alias"):
            quality: Quality = "weak" if alias.get("LowQuality", "") == "true" else "strong"
            spelt = (_name(written, groups) for written in below(alias, "DocumentedName"))
            is_other = alias.get("Primary", "") != "true"
            aliases += [(is_other, Alias(text=name, quality=quality)) for name in spelt if name]
    seen: set[str] = set()
    for _, name in sorted(aliases, key=lambda pair: pair[0]):
        if name.text not in seen:
            seen.add(name.text)
            yield name


def _name(written: etree._Element, groups: Mapping[str | None, str]) -> str:
    """Put the parts of a name together as the list's other forms write it: “QUIBBLE, Ferdinand”."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for value in below(written, "DocumentedNamePart/NamePartValue"):
        if part := " ".join((value.text or "").split()):
            parts[groups.get(value.get("NamePartGroupID"), "")].append(part)
    last = " ".join(part for kind in BEFORE_COMMA for part in parts.pop(kind, ()))
    first = " ".join(part for kind in FIRST for part in parts.pop(kind, ()))
    rest = " ".join(part for those in parts.values() for part in those)
    return ", ".join(filter(None, (last, first))) or rest


def _papers(identity: etree._Element, around: _Around) -> Iterator[tuple[str, str]]:
    for what, number in around.papers.get(identity.get("ID") or "", ()):
        tells = any(map(str.isdigit, number))
        if tells and not any(word in what.casefold() for word in NO_IDENTIFIER):
            yield what.rstrip("."), number


def _features(profile: etree._Element, around: _Around) -> Mapping[str, list[str]]:
    """Return the facts of a party by what they are called, in small letters."""
    facts: defaultdict[str, list[str]] = defaultdict(list)
    for feature in below(profile, "Feature"):
        what = around.word("FeatureType", feature.get("FeatureTypeID")).casefold()
        for version in below(feature, "FeatureVersion"):
            facts[what] += filter(None, _said(version, around))
    return facts


def _said(version: etree._Element, around: _Around) -> Iterator[str]:
    for place in below(version, "VersionLocation"):
        yield around.places.get(place.get("LocationID") or "", "")
    for period in below(version, "DatePeriod"):
        yield _period(period)
    for detail in below(version, "VersionDetail"):
        word = around.word("DetailReference", detail.get("DetailReferenceID"))
        yield word or " ".join((detail.text or "").split())


def _period(period: etree._Element) -> str:
    """Return a day; of a period of a year that year, of a longer one its years."""
    first, last = next(below(period, "Start/From"), None), next(below(period, "End/To"), None)
    if first is None or last is None:
        return ""
    start, end = _day(first), _day(last)
    if start == end or start[:4] != end[:4]:
        return start if start == end else f"{start[:4]}-{end[:4]}"
    return start[:4]


def _day(element: etree._Element) -> str:
    parts = [text(element, part) for part in ("Year", "Month", "Day")]
    known = parts[: parts.index("")] if "" in parts else parts
    return "-".join(part.zfill(2) for part in known)
