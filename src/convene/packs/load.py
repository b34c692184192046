"""A folder of YAML files becomes one checked `Guide`, or an error that names file,
path and value.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from convene.core.guide import Alliance, Challenge, Guide, Record
from convene.packs.mapping_check import mapping_faults
from convene.packs.read import ReadError, fit, parse_file
from convene.packs.spread import spread
from convene.packs.truth import truth_faults


class PackError(ValueError):
    """Everything that is wrong with a pack, one sentence a line."""


def load_guide(folder: Path) -> Guide:
    """Return the guide that a folder's YAML files make together; each file may hold any of its
    collections.

    Raises PackError when anything is unknown, missing, of the wrong type, repeated, dangling or
    cited wrongly.
    """
    owner, merged = _merge(folder)
    try:
        guide = fit(spread(merged), Guide)
    except ReadError as error:
        raise PackError(
            "\n".join(_name_file(line, owner, folder) for line in str(error).splitlines())
        ) from error
    if faults := [_name_file(fault, owner, folder) for fault in check(guide)]:
        raise PackError("\n".join(faults))
    return guide


def _merge(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    owner: dict[str, str] = {}
    merged: dict[str, Any] = {}
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise PackError(f"{folder}: no .yaml file here; a pack is a folder of them")
    for file in files:
        try:
            content = parse_file(file)
        except ReadError as error:
            raise PackError(f"{folder.name}/{error}") from error
        if not isinstance(content, dict):
            raise PackError(
                f"{folder.name}/{file.name}: should hold named collections, found {content!r:.60}"
            )
        for key, value in content.items():
            if key in owner:
                raise PackError(f"{folder.name}/{file.name}: {key}: already given in {owner[key]}")
            owner[key], merged[key] = file.name, value
    return owner, merged


def _name_file(fault: str, owner: dict[str, str], folder: Path) -> str:
    collection = fault.split(":")[0].split("[")[0].split(".")[0]
    return f"{folder.name}/{owner.get(collection, '*.yaml')}: {fault}"


def check(guide: Guide, text: str | None = None) -> Iterator[str]:
    """Yield what types cannot see: repeated ids, dangling references, statements without a passage.

    With the guide's plain `text`, each anchor must also stand in the lines it names, a hedge that
    stands there must not be lost, and every line must be cited or left out with a reason.
    """
    yield from _repeated(guide)
    yield from _dangling(guide)
    yield from _uncited(guide)
    yield from _rules(guide)
    yield from truth_faults(guide, text.splitlines() if text else None)


def _numbered(guide: Guide) -> Iterator[tuple[str, int, Record]]:
    count: dict[str, int] = {}
    for collection, record in guide.all_records():
        count[collection] = count.get(collection, -1) + 1
        yield collection, count[collection], record


def _repeated(guide: Guide) -> Iterator[str]:
    seen: dict[str, str] = {}
    for collection, position, record in _numbered(guide):
        for id in (record.id, *record.aliases):
            if id in seen:
                yield f"{collection}[{position}].id: “{id}” is already the id of {seen[id]}"
            seen.setdefault(id, f"{collection}[{position}]")
    for name in (
        "sections",
        "groups",
        "areas",
        "words",
        "sectors",
        "partner_types",
        "trait_rules",
        "prohibited",
    ):
        keys = [(getattr(item, "kind", ""), item.id) for item in getattr(guide, name)]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                yield f"{name}[{position}].id: “{key[1]}” stands twice"


def _uncited(guide: Guide) -> Iterator[str]:
    """A problem is our judgement and may have nothing in the guide behind it; so may what carries
    only our words.
    """
    for collection, position, record in _numbered(guide):
        ours = [statement.by == "ours" for statement in record.statements()]
        if isinstance(record, Challenge) or (ours and all(ours)):
            continue
        if not _resolved(guide, record.id):
            yield f"{collection}[{position}]: “{record.id}” cites nothing, and nothing it rests on does"


def _resolved(guide: Guide, id: str) -> bool:
    try:
        return bool(guide.citations(id))
    except KeyError:
        return True  # it rests on a record that does not exist, which is told as that


RECORDS = {  # field of any record or rule -> the collections its values must be ids of
    "models": ("models",),
    "models_inferred": ("models",),
    "model": ("models",),
    "model_hint": ("models",),
    "examples": ("examples", "cases", "initiatives"),
    "trend": ("trends",),
    "way": ("ways",),
    "rows": ("motivations",),
    "noncash": ("contributions",),
    "contribution": ("contributions",),
    "code": ("contributions",),
    "lessons": ("lessons",),
    "responses": ("lessons",),
    "always_lessons": ("lessons",),
    "challenges": ("challenges",),
    "challenge": ("challenges",),
    "resources": ("resources",),
    "misprints": ("misprints",),
    "evidence": (),
    "seen_in": (),
    "touches": (),
    "see_also": (),
    "cite": (),
}
CODES = {  # field -> the family of words its values must belong to
    "region": "regions",
    "level": "levels",
    "seen": "partner_kinds",
    "levels": "levels",
    "traits": "traits",
    "flags": "traits",
    "gates": "gates",
    "gate": "gates",
    "risks": "risks",
    "partner_kinds": "partner_kinds",
    "same_as": "partner_kinds",
}
TEXTS = {("Case", "lessons"), ("Purpose", "code")}
"""Fields that share a name with a reference but hold sentences."""


def _dangling(guide: Guide) -> Iterator[str]:
    homes: dict[str, set[str]] = {}
    prohibited = {purpose.id for purpose in guide.prohibited}
    for collection, record in guide.all_records():
        homes.setdefault(record.id, set()).add(collection)
    for path, holder, name, value in _values(guide):
        for id in _ids(value):
            if (
                name in RECORDS
                and (holder, name) not in TEXTS
                and not _is_at_home(homes.get(id), RECORDS[name])
            ):
                yield f"{path}: “{id}” is not among the {' or '.join(RECORDS[name]) or 'records'}"
            kind = CODES.get(name)
            if kind and id not in guide.codes(kind):  # type: ignore[arg-type]  # CODES holds Kinds
                yield f"{path}: “{id}” is not among the words for {kind}"
            if (holder, name) == ("Partner", "kind") and id not in guide.codes("parties"):
                yield f"{path}: “{id}” is not among the words for parties"
            if (holder, name) == ("Aim", "prohibited") and id not in prohibited:
                yield f"{path}: “{id}” is not among the prohibited purposes"
            if name == "area" and id not in {area.id for area in guide.areas}:
                yield f"{path}: “{id}” is not among the areas"


def _is_at_home(found: set[str] | None, wanted: tuple[str, ...]) -> bool:
    return found is not None and (not wanted or bool(found & set(wanted)))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, tuple | dict):
        yield from (item for item in value if isinstance(item, str))


def _values(item: Any, path: str = "") -> Iterator[tuple[str, str, str, Any]]:
    """Yield (path, class, field, value) for every field under a dataclass."""
    for spec in fields(item):
        if not spec.init:
            continue
        value, here = getattr(item, spec.name), f"{path}.{spec.name}".lstrip(".")
        yield here, type(item).__name__, spec.name, value
        for number, part in enumerate(value if isinstance(value, tuple) else ()):
            if is_dataclass(part):
                yield from _values(part, f"{here}[{number}]")


RESERVED = {"all", "about", "search"}
"""Words that stand for pages of the library, so no record may be called by them."""


def _rules(guide: Guide) -> Iterator[str]:
    yield from (
        f"{collection}[{n}].id: “{r.id}” is the name of a page"
        for collection, n, r in _numbered(guide)
        if r.id in RESERVED
    )
    w = guide.weights
    if round(total := w.challenge + w.motivation + w.location + w.precedent, 9) != 1:
        yield f"weights: should add to 1, found {round(total, 9)}"
    for name, kind in (
        ("sectors", "sectors"),
        ("partner_types", "partner_types"),
        ("trait_rules", "traits"),
    ):
        for position, rule in enumerate(getattr(guide, name)):
            if rule.id not in guide.codes(kind):  # type: ignore[arg-type]  # Kinds, as above
                yield f"{name}[{position}].id: “{rule.id}” is not among the words for {kind}"
    for name in ("location_fit", "model_rules"):
        missing = {model.id for model in guide.models} - {
            rule.model for rule in getattr(guide, name)
        }
        if missing:
            yield f"{name}: nothing for {', '.join(sorted(missing))}"
    yield from _seen_elsewhere(guide)
    yield from _among_nobody(guide)
    yield from mapping_faults(guide)
    for position, model in enumerate(guide.models):
        if not any(model.id in group.models for group in guide.groups):
            yield f"models[{position}].id: “{model.id}” is in no group"


def _seen_elsewhere(guide: Guide) -> Iterator[str]:
    """Yield where a kind of partner is said to be of an alliance that is not of the model."""
    for position, rule in enumerate(guide.model_rules):
        alliances = (*guide.examples, *guide.cases)
        own = {alliance.id for alliance in alliances if alliance.model == rule.model}
        for kind, ids in rule.seen.items():
            for id in ids:
                if id not in own:
                    yield (
                        f"model_rules[{position}].seen.{kind}: “{id}” is no alliance of {rule.model}"
                    )


def _among_nobody(guide: Guide) -> Iterator[str]:
    """Yield where a partner is said to stand among a party that its alliance does not name."""
    for collection, position, alliance in _numbered(guide):
        if not isinstance(alliance, Alliance):
            continue
        givers = {partner.name for partner in alliance.partners if partner.gave}
        for number, partner in enumerate(alliance.partners):
            if partner.among and partner.among not in givers:
                path = f"{collection}[{position}].partners[{number}].among"
                yield f"{path}: “{partner.among}” gave nothing in this alliance"
