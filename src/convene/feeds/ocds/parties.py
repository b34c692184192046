"""Who takes part in a contracting process: each organisation once in each role."""

from functools import cache
from typing import Any

from convene.core.records import Mention, Role
from convene.feeds import json
from convene.feeds.countries import codes
from convene.feeds.identifiers import scheme
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

SOLE_TRADERS = ("фоп", "флп", "фізична особа підприємець", "физическое лицо предприниматель")
"""Legal forms before the name of a person who trades alone (Ukraine); “ИП” is left out, which also
stands for foreign companies.
"""


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
            mention.identifier or json.text(reference, "id")
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
    number = json.thing(reference, "identifier") or json.thing(party, "identifier")
    register = json.text(number, "scheme")
    name = (
        json.text(reference, "name", "name_en", "name_fr")
        or json.text(party, "name", "name_en")
        or json.text(number, "legalName", "legalName_en")
    )
    identifier = (
        f"{register}-{json.text(number, 'id')}" if register and json.text(number, "id") else ""
    )
    trader = folded(register) in PERSONAL or folded(name).startswith(_sole_traders())
    if trader or person(name, identifier=identifier, role=role):
        return Mention(0, "", role, person=True)
    address = json.thing(reference, "address") or json.thing(party, "address")
    return Mention(
        number=0,
        name=name,
        role=role,
        scheme=scheme(identifier),
        identifier=identifier,
        country="".join(codes(json.text(address, "country", "countryName"))[:1]),
        language=language,
        unnamed=unnamed(name),
    )


@cache
def _sole_traders() -> tuple[str, ...]:
    return tuple(f"{folded(form)} " for form in SOLE_TRADERS)
