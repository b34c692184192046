"""The register of risks, one risk, and the register as a table to take away."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.guide.sources import Sources
from convene.apps.risks import exports
from convene.apps.risks.models import Risk
from convene.apps.risks.queries import register as queries
from convene.apps.risks.queries.proposed import offers
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.views.reach import may_edit, reach
from convene.core import media
from convene.core.risks import BANDS
from convene.ground import trail
from convene.ground.files import attachment


@login_required
@require_safe
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the risks, worst first; `at` asks for those in one place of the matrix."""
    alliance, today = reach(request, pk), timezone.localdate()
    rows = queries.rows(alliance, today=today)
    code = request.GET.get("at", "")
    proposed = offers(alliance, today=today)
    shown = queries.among(rows, code=code) if code else rows
    context = {
        "alliance": alliance,
        "rows": [row for row in shown if not row.is_closed],
        "closed": [row for row in rows if row.is_closed],
        "matrix": queries.matrix(rows),
        "bands": BANDS,
        "waiting": [row for row in rows if row.waits],
        "unrated": [row for row in rows if row.now is None and not row.is_closed],
        "due": [row for row in rows if row.is_due],
        "at": code,
        "offers": proposed.offers,
        "guide": proposed.guide,
        "sources": Sources(proposed.guide) if proposed.guide else None,
        "may_edit": may_edit(request, alliance),
        "today": today,
    }
    return render(request, "risks/register.html", context)


@login_required
@require_safe
def risk(request: HttpRequest, pk: UUID, risk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    wanted = find(alliance, risk)
    row = queries.row(wanted, today=timezone.localdate())
    context = {
        "alliance": alliance,
        "row": row,
        "risk": wanted,
        "ratings": list(reversed(wanted.ratings.all())),
        "sign_offs": list(reversed(wanted.sign_offs.all())),
        "lines": trail.lines(wanted),
        "may_edit": may_edit(request, alliance),
        "may_sign": row.waits and person(request).has_perm("risks.sign_off", wanted),
    }
    return render(request, "risks/risk.html", context)


@login_required
@require_safe
def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    alliance = reach(request, pk)
    content = exports.workbook(queries.rows(alliance, today=timezone.localdate()))
    name = slugify(alliance.title)[:60].strip("-") or "alliance"
    return attachment(content, name=f"{name}-risks.xlsx", media_type=media.XLSX)


def find(alliance: Alliance, key: UUID) -> Risk:
    """Return a risk of an alliance. Raises Http404."""
    wanted = queries.of(alliance).filter(pk=key).first()
    if wanted is None:
        raise Http404(_("This alliance has no such risk."))
    return wanted
