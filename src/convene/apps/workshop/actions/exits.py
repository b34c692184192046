"""How it is written down what an alliance leaves, who inherits it, and that they have it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import open_draft
from convene.apps.workshop.models import Alliance, Asset, Partner
from convene.ground import trail
from convene.ground.changes import lock, now, write


class NoHeir(Exception):
    """Nobody is named who inherits it."""


class AssetDropped(Exception):
    """It was dropped from the plan meanwhile."""


class HandedOver(Exception):
    """It is with whoever inherits it: who that is no longer changes."""


@dataclass(frozen=True, kw_only=True)
class Bequest:
    """What stays, and who inherits it on what terms: a partner, somebody outside, or nobody yet."""

    what: str
    heir: Partner | None = None
    heir_outside: str = ""
    terms: str = ""


@transaction.atomic
def add_asset(alliance: Alliance, bequest: Bequest, *, id: UUID, by: User) -> Asset:
    """Write down something that stays; the same id again is the same thing. Raises Archived."""
    locked = open_draft(alliance, by=by)
    if there := Asset.objects.filter(pk=id).first():
        if there.alliance_id != locked.pk:
            raise SuspiciousOperation("This id belongs to another draft.")
        return there
    asset = Asset(pk=id, alliance=locked)
    _fill(asset, bequest)
    return _write(asset, events.ASSET_ADDED, by=by, new=True)


@transaction.atomic
def change_asset(asset: Asset, bequest: Bequest, *, seen: int, by: User) -> Asset:
    """Write over the version that was `seen`.

    Raises Archived, AssetDropped, Changed, and HandedOver where the heir changes afterwards.
    """
    locked = _standing(asset, seen=seen, by=by)
    was = (locked.heir_id, locked.heir_outside)
    _fill(locked, bequest)
    if locked.handed_on and was != (locked.heir_id, locked.heir_outside):
        raise HandedOver
    return _write(locked, events.ASSET_CHANGED, by=by)


@transaction.atomic
def hand_over(asset: Asset, *, on: date, shown_by: str, seen: int, by: User) -> Asset:
    """Say that whoever inherits it has it, since when, and what shows that.

    Raises Archived, AssetDropped, Changed and NoHeir.
    """
    locked = _standing(asset, seen=seen, by=by)
    if not locked.has_heir:
        raise NoHeir
    locked.handed_on, locked.handed_said = on, shown_by
    return _write(locked, events.ASSET_HANDED_OVER, by=by)


@transaction.atomic
def not_handed_over(asset: Asset, *, by: User) -> Asset:
    """Say that it is not handed over after all; what was said stays in the history. Twice is once.
    Raises Archived and AssetDropped.
    """
    locked = _standing(asset, by=by)
    if locked.handed_on is None:
        return locked
    locked.handed_on, locked.handed_said = None, ""
    return _write(locked, events.ASSET_NOT_HANDED_OVER, by=by)


@transaction.atomic
def drop_asset(asset: Asset, *, by: User) -> Asset:
    """Take something out of the plan; it stays to be read. Twice is once. Raises Archived."""
    open_draft(asset.alliance, by=by)
    locked = lock(asset)
    if locked.dropped_at:
        return locked
    locked.dropped_by, locked.dropped_at = by, now(locked)
    return _write(locked, events.ASSET_DROPPED, by=by)


@transaction.atomic
def take_back_asset(asset: Asset, *, by: User) -> Asset:
    """Put back what was dropped. Twice is once. Raises Archived."""
    open_draft(asset.alliance, by=by)
    locked = lock(asset)
    if locked.dropped_at is None:
        return locked
    locked.dropped_by = locked.dropped_at = None
    return _write(locked, events.ASSET_BACK, by=by)


def _standing(asset: Asset, *, seen: int | None = None, by: User) -> Asset:
    open_draft(asset.alliance, by=by)
    locked = lock(asset, seen=seen)
    if locked.dropped_at:
        raise AssetDropped
    return locked


def _fill(asset: Asset, bequest: Bequest) -> None:
    asset.what, asset.terms = bequest.what, bequest.terms
    asset.heir, asset.heir_outside = bequest.heir, bequest.heir_outside


def _write(asset: Asset, what: trail.Kind, *, by: User, new: bool = False) -> Asset:
    at = now() if new else now(asset)
    return write(asset, what=what, by=by, at=at, new=new, behalf=asset.alliance.acts_for(by))
