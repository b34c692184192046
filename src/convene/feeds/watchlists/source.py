"""Who publishes a list, under which licence, how often, where, and how many entries it should hold:
its source.yaml.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from convene.core.watchlists import Kind
from convene.feeds import sources
from convene.packs.read import fit, parse_file

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Source(sources.Source):
    """A list's publisher. `stale_after` is the number of days after which a copy should be
    renewed.
    """

    stale_after: int
    kind: Kind


@cache
def source(form: str) -> Source:
    """Return what is known of a form's publisher."""
    return fit(parse_file(HERE / {"csv": "own"}.get(form, form) / "source.yaml"), Source)
