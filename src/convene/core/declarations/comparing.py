"""How what a partner declares compares with what is on record, and what nobody should overlook."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from convene.core import shares
from convene.core.declarations import Declared, DeclaredNumber, Party
from convene.core.identifiers import bare
from convene.core.organisations import Number
from convene.core.reasons import Reason, gettext_noop
from convene.core.ties import HOLDING
from convene.core.writing import fold

Part = Literal["name", "other_name", "number", "country", "kind", "owner", "person"]
State = Literal["same", "spelt", "otherwise", "unrecorded", "undeclared"]
AGREES: frozenset[State] = frozenset({"same", "spelt"})


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the registry says of a partner, with the records merged into it; its main name first."""

    names: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    countries: tuple[str, ...] = ()
    kind: str = ""
    parties: tuple[Party, ...] = ()


Item = str | Party


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing declared beside what is on record. `place` is its place among what was declared of
    its part; `otherwise` names what differs about somebody.
    """

    part: Part
    state: State
    declared: Item = ""
    recorded: Item = ""
    place: int = 0
    otherwise: tuple[str, ...] = ()
    unplaced: bool = False
    """Whether the registry has no place for it: a number of a register that nobody knows here."""

    @property
    def agrees(self) -> bool:
        return self.state in AGREES

    @property
    def can_be_taken(self) -> bool:
        """Whether the registry has a place for it and does not have it yet."""
        return self._is_missing and not self.unplaced

    @property
    def _is_missing(self) -> bool:
        return self.part in TAKEN and (
            self.state == "unrecorded" or (self.part, self.state) == ("name", "otherwise")
        )

    @property
    def was_not_asked(self) -> bool:
        """Whether the lists cannot have been asked for it, for the registry does not have it."""
        return self._is_missing or (bool(self.declared) and "name" in self.otherwise)

    @property
    def weighs(self) -> bool:
        """Whether nobody decides without knowing of it: it is about owners and people, or about
        what the lists would be asked.
        """
        if self.part in ("owner", "person"):
            return not self.agrees
        return self.part in TAKEN and self.state in ("unrecorded", "otherwise")


TAKEN: frozenset[Part] = frozenset({"name", "other_name", "number", "owner", "person"})
"""Parts that are taken into the registry one by one."""
Same = Callable[[str, str, str], bool]
"""Whether two names of one kind, of persons or of organisations, are one however it is spelt."""
Alike = Callable[[str, str, str], bool]
"""Whether two names of one kind are so much alike that they may well be one."""


def compare(
    declared: Declared, recorded: Recorded, *, same: Same, alike: Alike
) -> tuple[Line, ...]:
    """Return everything declared beside what is on record, then what is on record alone."""
    return (
        *_names(declared, recorded, same=same),
        *_numbers(declared.numbers, recorded.numbers),
        *_code("country", declared.country, recorded.countries),
        *_code("kind", declared.kind, [recorded.kind] if recorded.kind else []),
        *_parties(declared, recorded.parties, same=same, alike=alike),
    )


def _names(declared: Declared, recorded: Recorded, *, same: Same) -> Iterator[Line]:
    main = _met(declared.name, recorded.names, same=same)
    beside = main or next(iter(recorded.names), "")
    yield Line(
        part="name",
        state=_state(declared.name, main) if main else "otherwise",
        declared=declared.name,
        recorded=beside,
    )
    for place, text in enumerate(declared.other_names):
        there = _met(text, recorded.names, same=same)
        state = _state(text, there) if there else "unrecorded"
        yield Line(part="other_name", state=state, declared=text, recorded=there, place=place)
    every = (declared.name, *declared.other_names)
    for name in recorded.names:
        if name != beside and not _met(name, every, same=same):
            yield Line(part="other_name", state="undeclared", recorded=name)


def _met(text: str, names: Iterable[str], *, same: Same) -> str:
    """Return the name on record that this is, one spelt alike before any other."""
    every = [name for name in names if name == text or same(text, name, "organisation")]
    return text if text in every else next(iter(every), "")


def _state(declared: str, recorded: str) -> State:
    return "same" if declared == recorded else "spelt"


def _numbers(declared: Sequence[DeclaredNumber], recorded: Sequence[Number]) -> Iterator[Line]:
    left = list(recorded)
    pairs = {place: _taken(left, partial(_is, number)) for place, number in enumerate(declared)}
    for place, number in enumerate(declared):
        there = pairs[place]
        other = there or _taken(left, partial(_is_of_its_register, number))
        state: State = "otherwise" if other else "unrecorded"
        yield Line(
            part="number",
            state=_state(str(number), str(there)) if there else state,
            declared=str(number),
            recorded=str(other or ""),
            place=place,
            unplaced=not number.scheme,
        )
    yield from (Line(part="number", state="undeclared", recorded=str(known)) for known in left)


def _taken(left: list[Number], fits: Callable[[Number], bool]) -> Number | None:
    """Take the first number that fits from those that are left; none where no one does."""
    number = next(filter(fits, left), None)
    if number:
        left.remove(number)
    return number


def _is(declared: DeclaredNumber, recorded: Number) -> bool:
    """Say whether two numbers are one. One of a register that nobody knows here is compared by
    itself.
    """
    if declared.scheme:
        return Number(scheme=declared.scheme, value=declared.value).key == recorded.key
    own = bare(declared.value)
    return bool(own) and own == bare(recorded.value, scheme=recorded.scheme)


def _is_of_its_register(declared: DeclaredNumber, recorded: Number) -> bool:
    return declared.scheme == recorded.scheme


def _code(part: Part, declared: str, recorded: Sequence[str]) -> Iterator[Line]:
    if not declared and not recorded:
        return
    state: State = "undeclared" if not declared else "otherwise" if recorded else "unrecorded"
    yield Line(
        part=part,
        state="same" if declared and declared in recorded else state,
        declared=declared,
        recorded=declared if declared in recorded else next(iter(recorded), ""),
    )


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """Somebody as declared, with the part and the place where they were."""

    part: Part
    place: int
    party: Party


WORD = re.compile(r"\w{4,}")
"""A word that tells something of who somebody is."""
DAY = len("2000-01-31")
Fits = Callable[[Party, Party], bool]
Pairs = dict[_Entry, int]
"""Whom on record, by their place there, each declared one is."""


def _parties(
    declared: Declared, recorded: Sequence[Party], *, same: Same, alike: Alike
) -> Iterator[Line]:
    entries = [*_entries("owner", declared.owners), *_entries("person", declared.people)]
    pairs = _paired(entries, recorded, same=same, alike=alike)
    for entry in entries:
        if entry in pairs:
            yield _beside(entry, recorded[pairs[entry]], same=same)
        else:
            yield Line(part=entry.part, state="unrecorded", declared=entry.party, place=entry.place)
    for place, party in enumerate(recorded):
        if place not in pairs.values():
            part: Part = "owner" if party.role in HOLDING else "person"
            yield Line(part=part, state="undeclared", recorded=party)


def _entries(part: Part, parties: Iterable[Party]) -> Iterator[_Entry]:
    for place, party in enumerate(parties):
        yield _Entry(part=part, place=place, party=party)


def _paired(
    entries: Sequence[_Entry], recorded: Sequence[Party], *, same: Same, alike: Alike
) -> Pairs:
    """Return which of those on record each declared one is: first by name and role, then by name,
    then by a name that is much alike, then by a word of it with what else is known. Each is taken
    once, but for who was declared twice in one role.
    """
    named, near = partial(_shares_a_name, is_name=same), partial(_shares_a_name, is_name=alike)
    pairs: Pairs = {}
    for fits in (_in_one_role(named), named, _in_one_role(near), near, _in_one_role(_is_akin)):
        for entry in entries:
            if entry not in pairs:
                pairs |= _pair(entry, recorded, fits, taken=pairs.values())
    for entry in entries:
        if entry not in pairs:
            pairs |= _pair(entry, recorded, _in_one_role(_again(named)), taken=())
    return pairs


def _pair(entry: _Entry, recorded: Sequence[Party], fits: Fits, *, taken: Collection[int]) -> Pairs:
    """Return the first of those on record, not taken yet, that a declared one fits."""
    for place, party in enumerate(recorded):
        if place not in taken and fits(entry.party, party):
            return {entry: place}
    return {}


def _in_one_role(fits: Fits) -> Fits:
    return lambda declared, recorded: declared.role == recorded.role and fits(declared, recorded)


def _again(fits: Fits) -> Fits:
    """Leave out whom another day of birth tells apart: father and son may have one name."""
    return lambda declared, recorded: (
        fits(declared, recorded)
        and not (declared.born and recorded.born and not _same_day(declared.born, recorded.born))
    )


def _is_akin(declared: Party, recorded: Party) -> bool:
    """Say whether two share a word of their names and the day of birth: of brother and sister with
    one share each nobody makes one.
    """
    words, known = (
        {word for name in party.names for word in WORD.findall(fold(name))}
        for party in (declared, recorded)
    )
    is_born_alike = len(declared.born) == DAY and declared.born == recorded.born
    return declared.kind == recorded.kind and is_born_alike and bool(words & known)


def _shares_a_name(declared: Party, recorded: Party, *, is_name: Same) -> bool:
    return declared.kind == recorded.kind and any(
        name == known or is_name(name, known, declared.kind)
        for name in declared.names
        for known in recorded.names
    )


def _beside(entry: _Entry, recorded: Party, *, same: Same) -> Line:
    declared = entry.party
    is_same = _shares_a_name(declared, recorded, is_name=same)
    otherwise = ([] if is_same else ["name"]) + _differing(entry, recorded)
    spelt: State = "same" if declared.names[0] in recorded.names else "spelt"
    return Line(
        part=entry.part,
        state="otherwise" if otherwise else spelt,
        declared=declared,
        recorded=recorded,
        place=entry.place,
        otherwise=tuple(otherwise),
    )


def _differing(entry: _Entry, recorded: Party) -> list[str]:
    """Return what is declared of somebody and stands otherwise on record, or not at all. What was
    left out says nothing, but for an owner's share.
    """
    declared = entry.party
    is_owner, share = entry.part == "owner", shares.read(declared.share)
    differs = {
        "role": declared.role != recorded.role,
        "share": is_owner and share != shares.read(recorded.share),
        "born": bool(declared.born) and not _same_day(declared.born, recorded.born),
        "nationality": declared.nationality not in ("", recorded.nationality),
        "country": declared.country not in ("", recorded.country),
    }
    return [field for field, is_other in differs.items() if is_other]


def _same_day(declared: str, recorded: str) -> bool:
    """Say whether two days of birth can be one: a year is the same as a day in it."""
    return bool(recorded) and (declared.startswith(recorded) or recorded.startswith(declared))


NOT_ASKED = gettext_noop("Declared and not yet asked of the lists: {names}.")
OTHERWISE = gettext_noop("Declared otherwise than it is on record: {names}.")
UNDECLARED = gettext_noop("On record and not declared: {names}.")


def told(lines: Iterable[Line]) -> tuple[Reason, ...]:
    """Say what nobody should decide without knowing, each kind of difference once."""
    weighty = [line for line in lines if line.weighs]
    groups = {
        NOT_ASKED: [line for line in weighty if line.was_not_asked],
        OTHERWISE: [
            line for line in weighty if line.state == "otherwise" and not line.was_not_asked
        ],
        UNDECLARED: [line for line in weighty if line.state == "undeclared"],
    }
    return tuple(
        Reason(text, {"names": tuple(dict.fromkeys(called(line) for line in group))})
        for text, group in groups.items()
        if group
    )


def called(line: Line) -> str:
    """Return what a line is about: the name or number as declared, else as on record."""
    item = line.declared or line.recorded
    return item if isinstance(item, str) else item.names[0]
