"""A second opinion on two names: nomenklatura's logic-v2, where it is installed. Nothing here needs
it, and nothing else asks it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any

from convene.core.names import Name

SCHEMATA = {"organisation": "Organization", "person": "Person", "unknown": "LegalEntity"}


class LogicMissing(RuntimeError):
    """Why there is no second opinion, in one sentence that says what to do."""


def opinion(a: Name, b: Name) -> float:
    """Return how alike logic-v2 finds two names, from 0 to 1. Raises LogicMissing."""
    with _installed():
        score: float = (
            _algorithm().compare(_entity(a), _entity(b), _algorithm().default_config()).score
        )
    return score


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise LogicMissing(
            "A second opinion needs nomenklatura, which is not installed here: pip install 'convene[logic]'."
        ) from error


@cache
def _algorithm() -> Any:
    from nomenklatura.matching import get_algorithm  # local: it need not be installed

    return get_algorithm("logic-v2")


def _entity(name: Name) -> Any:
    """Return a name as an entity of FollowTheMoney. Its id stands for all that it holds, because
    logic-v2 remembers entities by id.
    """
    from followthemoney import model  # local: comes with nomenklatura

    properties = {"name": [name.text], "country": [code.lower() for code in name.countries]}
    id = sha256(repr((name.schema, properties)).encode("utf-8", "surrogatepass")).hexdigest()
    return model.get_proxy({"id": id, "schema": SCHEMATA[name.schema], "properties": properties})
