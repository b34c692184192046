"""Switzerland's sanctions list (SECO): one XML file of individuals, entities and ships. Names come
in parts with an order, and each part in spellings of other languages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from convene.core.names import Schema
from convene.core.watchlists import LISTED, Alias, Entry, Quality
from convene.core.writing import whole_number
from convene.feeds.countries import codes
from convene.feeds.values import plain
from convene.feeds.watchlists.numbers import numbers
from convene.feeds.watchlists.telling import Telling
from convene.feeds.xml import attribute, below, elements, text, texts

SUFFIXES: tuple[str, ...] = (".xml",)
ROOT = "swiss-sanctions-list"
KINDS: dict[str, Schema] = {
    "individual": "person",
    "entity": "organisation",
    "object": "unknown",
}
THINGS = {"vessel": "vessel", "aircraft": "aircraft"}
QUALITIES: dict[str, Quality] = {"good": "strong", "low": "weak"}
MOST_SPELLINGS = 16
"""Spellings of one name that are made of the spellings of its parts."""
SAID_APART = {"title"}
"""Parts that belong to no name."""


class _Around(NamedTuple):
    """What stands outside the targets: programmes by their set, countries by their place."""

    programmes: Mapping[str, str]
    places: Mapping[str, str]


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states at its start. Raises FeedError."""
    return attribute(files[0], "date")[:10]


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield those who are listed; whoever was last delisted is not. Raises FeedError."""
    file, around = files[0], _around(files[0])
    for target in elements(file, root=ROOT, tags=("target",)):
        id, who = target.get("ssid") or "", _who(target)
        if _is_delisted(target):
            continue
        names = [*_names(who)] if who is not None else []
        if who is not None and names and id:
            yield _entry(target, who, list=list, id=id, names=names, around=around)
        else:
            missing = "no number" if names else "no name"
            telling.aside(f"{file.name}: line {target.sourceline}: {missing}")


def _around(file: Path) -> _Around:
    """Read what targets point to, which may stand before or after them."""
    programmes: dict[str, str] = {}
    places: dict[str, str] = {}
    for element in elements(file, root=ROOT, tags=("sanctions-program", "place", "target")):
        name = etree.QName(element).localname
        if name == "sanctions-program":
            titles = {title.get("lang"): title.text for title in below(element, "program-name")}
            title = titles.get("eng") or next(filter(None, titles.values()), "")
            for part in below(element, "sanctions-set"):
                programmes[part.get("ssid") or ""] = plain(title or "")
        elif name == "place":
            places[element.get("ssid") or ""] = _country(element)
    return _Around(programmes, places)


def _country(element: etree._Element) -> str:
    country = next(below(element, "country"), None)
    return "" if country is None else country.get("iso-code") or plain(country.text or "")


def _who(target: etree._Element) -> etree._Element | None:
    return next((child for kind in KINDS for child in below(target, kind)), None)


def _is_delisted(target: etree._Element) -> bool:
    """Say whether the last thing that happened to a target is that it was taken off the list."""
    changes = [
        (change.get("effective-date") or change.get("publication-date") or "", place, change)
        for place, change in enumerate(below(target, "modification"))
    ]
    if not changes:
        return False
    last = max(changes, key=lambda change: change[:2])[2]
    return last.get("modification-type") == "de-listed"


def _entry(
    target: etree._Element,
    who: etree._Element,
    *,
    list: str,
    id: str,
    names: Sequence[Alias],
    around: _Around,
) -> Entry:
    main, *others = names
    about = [*texts(who, "other-information")]
    sets = (target.get("sanctions-set-id") or "", *texts(target, "sanctions-set-id"))
    thing = THINGS.get(who.get("object-type") or "")
    return Entry(
        list=list,
        id=id,
        name=main.text,
        schema=KINDS[etree.QName(who).localname],
        aliases=tuple(others),
        countries=codes(*_countries(who, around.places)),
        programmes=tuple(
            dict.fromkeys(filter(None, (around.programmes.get(part) for part in sets)))
        ),
        reason="; ".join((*texts(who, "justification"), *about)),
        identifiers=tuple(dict.fromkeys(_numbers(who, about))),
        born=tuple(dict.fromkeys(_born(who))),
        topics=(thing,) if thing else (),
        kind="sanction",
        facts=tuple((LISTED, day) for day in _listed(target)[-1:]),
    )


def _listed(target: etree._Element) -> Sequence[str]:
    """Return the days on which a target came on the list, the last one last."""
    changes = (
        change.get("effective-date") or change.get("publication-date") or ""
        for change in below(target, "modification")
        if change.get("modification-type") == "listed"
    )
    return sorted(filter(None, changes))


def _countries(who: etree._Element, places: Mapping[str, str]) -> Iterator[str]:
    for nationality in below(who, "identity/nationality"):
        yield _country(nationality)
    for address in below(who, "identity/address"):
        yield _country(address) or places.get(address.get("place-id") or "", "")


def _numbers(who: etree._Element, about: Sequence[str]) -> Iterator[tuple[str, str]]:
    for document in below(who, "identity/identification-document"):
        if number := text(document, "number"):
            yield (document.get("document-type") or "").replace("-", " ").capitalize(), number
    for sentence in about:
        yield from numbers(sentence)


def _born(who: etree._Element) -> Iterator[str]:
    for day in below(who, "identity/day-month-year"):
        parts = [day.get(part) or "" for part in ("year", "month", "day")]
        known = parts[: parts.index("")] if "" in parts else parts
        if known:
            yield "-".join(part.zfill(2) for part in known)


def _names(who: etree._Element) -> Iterator[Alias]:
    """Yield every name once, the primary one first."""
    spelt = [
        (name.get("name-type") != "primary-name", Alias(text=text, quality=_quality(name)))
        for name in below(who, "identity/name")
        for text in _spellings(name)
    ]
    seen: set[str] = set()
    for _, alias in sorted(spelt, key=lambda pair: pair[0]):
        if alias.text not in seen:
            seen.add(alias.text)
            yield alias


def _quality(name: etree._Element) -> Quality:
    return QUALITIES.get(name.get("quality") or "", "")


def _spellings(name: etree._Element) -> Iterator[str]:
    """Put the parts of a name together in their order, once as they stand and once in each other
    language.
    """
    parts = [
        part for part in below(name, "name-part") if part.get("name-part-type") not in SAID_APART
    ]
    parts.sort(key=lambda part: whole_number(part.get("order") or "") or 0)
    values = [text(part, "value") for part in parts]
    yield from filter(None, [" ".join(filter(None, values))])
    for language in dict.fromkeys(language for part in parts for language in _variants(part)):
        choices = [
            _variants(part).get(language) or [value]
            for part, value in zip(parts, values, strict=True)
        ]
        for chosen in islice(product(*choices), MOST_SPELLINGS):
            yield " ".join(filter(None, chosen))


def _variants(part: etree._Element) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return the spellings of a part by language and script."""
    variants: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for variant in below(part, "spelling-variant"):
        if spelling := plain(variant.text or ""):
            variants[variant.get("lang") or "", variant.get("script") or ""].append(spelling)
    return variants
