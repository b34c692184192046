"""What was promised in an alliance, and what has come of it."""

from convene.apps.ledger.models.book import Book, Rate
from convene.apps.ledger.models.deliveries import Delivery, DeliveryStep
from convene.apps.ledger.models.promises import (
    ANSWERS,
    PLACES,
    Amendment,
    Contribution,
    DueChange,
    Instalment,
)

__all__ = [
    "ANSWERS",
    "PLACES",
    "Amendment",
    "Book",
    "Contribution",
    "Delivery",
    "DeliveryStep",
    "DueChange",
    "Instalment",
    "Rate",
]
