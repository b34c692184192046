"""What an alliance leaves and to whom, and what its gates are told of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from convene.apps.workshop.models import Alliance, Asset


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What stays, as far as it is written down; `dropped` is no part of it any more."""

    assets: tuple[Asset, ...]
    dropped: tuple[Asset, ...]

    @property
    def without_heir(self) -> int:
        return sum(not asset.has_heir for asset in self.assets)

    @property
    def with_us(self) -> int:
        """How many things are still to be handed over."""
        return sum(asset.handed_on is None for asset in self.assets)


def plan(alliance: Alliance) -> Plan:
    rows = alliance.assets.select_related("heir__organisation", "dropped_by")
    named = list(rows.prefetch_related("heir__organisation__names"))
    return Plan(
        assets=tuple(row for row in named if row.dropped_at is None),
        dropped=tuple(row for row in named if row.dropped_at),
    )


def facts(alliance: Alliance) -> Mapping[str, bool]:
    """Return what the rows say, as fields of a case; nothing where nothing is written down."""
    rows = [row for row in alliance.assets.all() if row.dropped_at is None]
    if not rows:
        return {}
    return {
        "exit_plan": all(row.has_heir for row in rows),
        "assets_handed_over": all(row.handed_on is not None for row in rows),
    }
