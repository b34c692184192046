"""What a name is and what comparing two of them says. How they are compared is decided in
`matching`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from convene.core.reasons import Reason

Schema = Literal["organisation", "person", "unknown"]
Verdict = Literal["same", "possible", "different"]
Band = Literal["strong", "possible", "weak"]
SCHEMAS: Mapping[str, Schema] = {
    "": "unknown",
    "unknown": "unknown",
    "legalentity": "unknown",
    "organisation": "organisation",
    "organization": "organisation",
    "org": "organisation",
    "company": "organisation",
    "entity": "organisation",
    "publicbody": "organisation",
    "person": "person",
    "individual": "person",
}
"""What people write for what bears a name, in small letters; words of FollowTheMoney among them."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name of someone, with what is known beside it: ISO 3166-1 codes of countries,
    registration numbers and the like.
    """

    text: str
    schema: Schema = "unknown"
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """How alike two names are, from 0 to 1, and in whole sentences what counted for and against."""

    score: float
    verdict: Verdict
    why: tuple[Reason, ...]
