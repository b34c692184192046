"""Whether some records may be a second one of an organisation, or belong to the same people: each
sign is a question for a person, never an answer. Another sign is a function more, and a line in
SIGNS.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from convene.apps.registry.models import Contact, Identifier, Organisation, Tie, TieKind
from convene.apps.registry.queries.duplicates import most_alike
from convene.apps.registry.queries.names import families, family, names_of
from convene.apps.registry.queries.ties import behind
from convene.core.organisations import Number
from convene.core.reasons import Reason, gettext_noop
from convene.core.ties import HOLDING
from convene.core.writing import fold

NAME = gettext_noop("The names are alike: “{ours}” and “{theirs}”.")
NUMBER = gettext_noop("Both have the number {number}.")
ADDRESS = gettext_noop("Somebody at both is reached in the same way.")
ONE_OWNER = gettext_noop("Both belong to {owner}.")
OWNER = gettext_noop("The organisation belongs to it.")
OWNED = gettext_noop("It belongs to the organisation.")
MANY = 50
"""Records alike by name that are told of; a name that more bear tells nothing."""

Sign = Callable[[Organisation, Collection[UUID]], Mapping[UUID, Reason]]
"""What speaks for each of some records, given by the ids of those that go on."""


def signs(
    organisation: Organisation, *, among: Collection[UUID]
) -> Mapping[UUID, tuple[Reason, ...]]:
    """Return what speaks for each of some records being a second one of an organisation, or of the
    same owner; both are records that go on.
    """
    reasons: dict[UUID, list[Reason]] = defaultdict(list)
    for sign in SIGNS:
        for other, why in sign(organisation, among).items():
            if why not in reasons[other]:
                reasons[other].append(why)
    return {other: tuple(whys) for other, whys in reasons.items()}


def _name(organisation: Organisation, among: Collection[UUID]) -> Mapping[UUID, Reason]:
    names = names_of(organisation)
    (likely,) = most_alike([names], among=frozenset(among), most=MANY)
    return {
        likeness.organisation.pk: Reason(NAME, {"ours": likeness.name, "theirs": likeness.theirs})
        for likeness in likely
    }


def _number(organisation: Organisation, among: Collection[UUID]) -> Mapping[UUID, Reason]:
    own = {_key(number): str(number) for number in _numbers([organisation.pk])[organisation.pk]}
    theirs = _numbers(among)
    return {
        head: Reason(NUMBER, {"number": own[key]})
        for head, numbers in theirs.items()
        for key in [_key(number) for number in numbers]
        if key and key in own
    }


def _numbers(heads: Collection[UUID]) -> Mapping[UUID, list[Identifier]]:
    owner = {id: head for head, ids in families(heads).items() for id in ids}
    numbers: dict[UUID, list[Identifier]] = defaultdict(list)
    for number in Identifier.objects.filter(organisation__in=owner):
        numbers[owner[number.organisation_id]].append(number)
    return numbers


def _key(number: Identifier) -> str:
    """Return a number in normal form, whatever it was spelt like."""
    return Number(scheme=number.scheme, value=number.value).key


def _address(organisation: Organisation, among: Collection[UUID]) -> Mapping[UUID, Reason]:
    """Compare how people there are reached; what it is, is told to nobody."""
    own = _channels([organisation.pk])[organisation.pk]
    return {head: Reason(ADDRESS) for head, theirs in _channels(among).items() if own & theirs}


def _channels(heads: Collection[UUID]) -> Mapping[UUID, set[str]]:
    owner = {id: head for head, ids in families(heads).items() for id in ids}
    channels: dict[UUID, set[str]] = defaultdict(set)
    contacts = Contact.objects.filter(organisation__in=owner, erased_at=None)
    for id, channel in contacts.values_list("organisation", "channel"):
        channels[owner[id]].add("".join(filter(str.isalnum, fold(channel))))
    for known in channels.values():
        known.discard("")
    return channels


def _tied(organisation: Organisation, among: Collection[UUID]) -> Mapping[UUID, Reason]:
    """Compare who owns both, by whatever is known today of who stands behind them."""
    known = behind([organisation.pk, *among], on=timezone.localdate())
    own = _owners(known.get(organisation.pk, ()))
    reasons = {}
    for head in among:
        theirs = _owners(known.get(head, ()))
        if shared := sorted(own.keys() & theirs.keys()):
            reasons[head] = Reason(ONE_OWNER, {"owner": own[shared[0]]})
        elif str(head) in own:
            reasons[head] = Reason(OWNER)
        elif str(organisation.pk) in theirs:
            reasons[head] = Reason(OWNED)
    return reasons


def _owners(ties: Iterable[Tie]) -> Mapping[str, str]:
    """Return who holds a share, by what tells them apart, as they are called: a record by its key,
    anybody else by name and year of birth. A name alone of a person tells too little.
    """
    owners = {}
    for tie in ties:
        if tie.role not in HOLDING:
            continue
        if tie.party_id:
            owners[str(tie.party_id)] = str(tie)
        elif tie.kind != TieKind.PERSON or tie.born:
            owners[f"{tie.kind} {fold(tie.name)} {tie.born[:4]}"] = str(tie)
    return owners


def _owner(organisation: Organisation, among: Collection[UUID]) -> Mapping[UUID, Reason]:
    own, parent = set(family(organisation)), organisation.parent
    parents = set(family(parent)) if parent else set()
    reasons = {head: Reason(OWNER) for head in among if head in parents}
    for head, theirs in Organisation.objects.filter(pk__in=among).values_list("pk", "parent"):
        if theirs in own:
            reasons[head] = Reason(OWNED)
        elif parent and theirs in parents:
            reasons[head] = Reason(ONE_OWNER, {"owner": str(parent)})
    return reasons


SIGNS: tuple[Sign, ...] = (_name, _number, _address, _owner, _tied)
