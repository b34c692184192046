"""The pairs of names in open data that wait for a person's decision."""

from typing import TYPE_CHECKING

from convene.apps.registry.models import Sameness

if TYPE_CHECKING:
    from convene.corpus.doubts import Doubt


def waiting() -> "list[Doubt]":
    """Return the pairs of the serving snapshot that nobody has decided since it was built, what
    matters most first.
    """
    from convene.corpus import (
        doubts,
    )  # local: it brings the engines of the corpus, which most pages do without

    decided = set(Sameness.objects.filter(undone_at=None).values_list("a", "b"))
    return [pair for pair in doubts.doubts() if pair.keys not in decided]
