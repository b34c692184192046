"""Who takes part in a contracting process: each organisation once in each role."""

import re
from itertools import chain
from typing import Any

from convene.core import identifiers
from convene.core.records import Mention, Role
from convene.core.resolution import Identifier
from convene.core.writing import fold
from convene.feeds import json
from convene.feeds.countries import codes
from convene.feeds.identifiers import numbered
from convene.feeds.names import folded, person, unnamed

ROLES: dict[str, Role] = {
    "buyer": "buyer",
    "procuringEntity": "buyer",
    "tenderer": "bidder",
    "supplier": "supplier",
    "funder": "funder",
    "payer": "payer",
    "payee": "payee",
}
PERSONAL = frozenset(
    {
        "cedula de ciudadania",
        "cedula de extranjeria",
        "nit de persona natural",
        "cedula de identidad",
        "pasaporte",
        "dni",
        "curp",
        "cpf",
        "passport",
    }
)
"""Registers of people, folded: who is numbered there is a person, whose name is not kept."""


class Parties:
    """Gathers the mentions of one release; `known` says what its list of parties tells of an id."""

    def __init__(self, release: dict[str, Any], *, language: str) -> None:
        self._known = {json.text(party, "id"): party for party in json.things(release, "parties")}
        self._language = language
        self._found: dict[tuple[str, str], Mention] = {}

    def number(self, reference: dict[str, Any], role: Role) -> int | None:
        """Return the number of the mention that a reference makes in a role; nothing when it names
        no one at all.
        """
        party = self._known.get(json.text(reference, "id"), {})
        mention = _mention(reference, party, role=role, language=self._language)
        if not (mention.name or mention.identifier or mention.person):
            return None
        key = (
            role,
            (json.text(reference, "name") or json.text(party, "name")).casefold()
            or json.text(reference, "id")
            if mention.person
            else mention.name.casefold() or mention.identifier,
        )
        if key not in self._found:
            self._found[key] = mention._replace(number=len(self._found))
        return self._found[key].number

    def numbers(self, references: list[dict[str, Any]], role: Role) -> list[int]:
        """Return the numbers of several references."""
        return [
            number
            for reference in references
            if (number := self.number(reference, role)) is not None
        ]

    def rest(self) -> None:
        """Take in the parties that nothing refers to, in the roles the list gives them."""
        for party in self._known.values():
            roles = party.get("roles")
            for name in roles if isinstance(roles, list) else [roles]:
                if isinstance(name, str) and name in ROLES:
                    self.number(party, ROLES[name])

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All that were gathered, in order."""
        return tuple(self._found.values())

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the buyers."""
        return tuple(
            dict.fromkeys(
                mention.country
                for mention in self._found.values()
                if mention.role == "buyer" and mention.country
            )
        )


def _mention(
    reference: dict[str, Any], party: dict[str, Any], *, role: Role, language: str
) -> Mention:
    named = json.thing(reference, "identifier") or json.thing(party, "identifier")
    register = json.text(named, "scheme")
    number = _number(reference, party)
    name = (
        json.text(reference, "name", "name_en", "name_fr")
        or json.text(party, "name", "name_en")
        or json.text(named, "legalName", "legalName_en")
    )
    if _is_personal(register) or person(
        name, identifier=number.value, role=role, scheme=number.scheme
    ):
        return Mention(0, "", role, person=True)
    address = json.thing(reference, "address") or json.thing(party, "address")
    return Mention(
        number=0,
        name=name,
        role=role,
        scheme=number.scheme,
        identifier=number.value,
        country="".join(codes(json.text(address, "country", "countryName"))[:1]),
        language=language,
        unnamed=unnamed(name, scheme=number.scheme),
    )


def _number(reference: dict[str, Any], party: dict[str, Any]) -> Identifier:
    """Return the number of one who takes part: what is named as the identifier, then as another
    one, then the id within the release where that begins with a known register.
    """
    beside = [
        number
        for source in (reference, party)
        for number in (
            json.thing(source, "identifier"),
            *json.things(source, "additionalIdentifiers"),
        )
    ]
    given = [
        (register, numbered(json.text(named, "id"), register=register))
        for named in beside
        for register in [json.text(named, "scheme")]
    ]
    own = (numbered(json.text(source, "id")) for source in (reference, party))
    return next(
        chain(
            (number for register, number in given if number.scheme or (register and number.value)),
            (number for number in own if number.scheme),
        ),
        identifiers.NONE,
    )


def _is_personal(register: str) -> bool:
    """Return whether a register numbers people, also where letters of its name got lost."""
    if folded(register) in PERSONAL:
        return True
    lost = re.split(r"[\ufffd?]+", fold(register[:60]))
    pattern = ".{0,2}".join(map(re.escape, lost))
    return 1 < len(lost) <= 4 and any(re.fullmatch(pattern, known) for known in PERSONAL)
