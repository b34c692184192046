"""How this installation is: for whoever watches over it, a machine in most cases."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from convene.apps.jobs import queries
from convene.corpus import snapshots
from convene.ground import guards

Part = Mapping[str, bool | float]


def database() -> Part:
    """Say whether the database answers, and refuses what it should."""
    return {"ok": not guards.amiss()}


def worker() -> Part:
    """Say how many seconds ago a worker last gave a sign of life."""
    latest = queries.latest_worker()
    if latest is None:
        return {"ok": False}
    seconds = _since(latest.beat_at)
    return {"ok": seconds <= latest.silent_for, "seconds": round(seconds, 1)}


def snapshot() -> Part:
    """Say whether a snapshot serves, and how old it is."""
    serving = snapshots.current()
    if serving is None or not serving.folder.is_dir():
        return {"ok": False}
    seconds = _since(datetime.fromisoformat(serving.meta.built_at))
    return {"ok": True, "days": round(seconds / 86400, 1), "activities": serving.meta.activities}


def lists() -> Part:
    """Say how many watchlists are loaded, how many are out of date, and how old the oldest is of
    which anybody knows the day.
    """
    from convene.corpus.watchlists import serving  # local: few pages ask for it

    state, today = serving.state(), datetime.now(UTC).date()
    dates = [date.fromisoformat(watchlist.date) for watchlist in state if watchlist.date]
    days = [(today - day).days for day in dates]
    stale = sum(watchlist.stale for watchlist in state)
    return {"ok": not stale, "loaded": len(state), "stale": stale, "days": max(days, default=0)}


PARTS: Mapping[str, Callable[[], Part]] = {
    "database": database,
    "snapshot": snapshot,
    "worker": worker,
    "lists": lists,
}


@require_safe
@never_cache
def ready(_: HttpRequest) -> HttpResponse:
    """Say of each part whether it is as it should be; 503 where one is not."""
    parts = {name: _of(part) for name, part in PARTS.items()}
    is_ready = all(part["ok"] for part in parts.values())
    return JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the numbers that administrators' tools draw, in the text format of Prometheus."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not (_has_token(request) or request.user.has_perm("jobs.look_after")):
        raise PermissionDenied
    text = "".join(f"{line}\n" for line in _numbers())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())


def _numbers() -> Iterator[str]:
    for name, part in PARTS.items():
        for what, value in _of(part).items():
            yield f"# TYPE convene_{name}_{what} gauge"
            yield f"convene_{name}_{what} {float(value):.10g}"
    yield "# TYPE convene_jobs gauge"
    for (kind, state), count in sorted(queries.counts().items()):
        yield f'convene_jobs{{kind="{kind}",state="{state}"}} {count}'


def _of(part: Callable[[], Part]) -> Part:
    """Ask a part, which is not as it should be where it cannot answer."""
    try:
        return part()
    except (DatabaseError, OSError, ValueError, KeyError):
        return {"ok": False}


def _since(moment: datetime) -> float:
    return (datetime.now(UTC) - moment).total_seconds()
