"""Advice: one page of questions, one answer that can be shared, printed and defended."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convene import packs
from convene.apps.accounts.access import person
from convene.apps.finder.forms import Question
from convene.apps.finder.queries import asking as queries
from convene.apps.finder.queries.short import has_records, in_short, named_in_short
from convene.apps.guide.sources import Sources
from convene.core.advice import next_steps
from convene.core.guide import Challenge, Guide
from convene.documents.formats import FORMATS, known, make
from convene.ground.files import attachment
from convene.questions import advice, papers
from convene.questions.suggesting import suggest

SIDE_BY_SIDE = 3
"""Kinds of alliance that are compared; more where more are too close to call."""
DAY = 24 * 60 * 60
LONGEST_NAME = 60
"""Letters of a paper's title that its file is named by."""
PROBLEM = "advice_problem"
"""Where the session keeps what someone typed, so that it never stands in an address or a log."""


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the questions; once answered, go to an address that holds the codes and can be
    shared.
    """
    guide = packs.guide()
    if request.method != "POST":
        return _question(request, Question(initial=_initial(request), guide=guide), guide)
    form = Question(_sent(request, guide), guide=guide)
    if "suggest" in request.POST or not form.is_valid():
        if "suggest" in request.POST:
            form.errors.clear()
        return _question(request, form, guide)
    _remember(request, form.cleaned_data["problem"])
    return redirect(f"{reverse('finder:answer')}?{queries.address_of(form.request())}")


@require_POST
def nearest(request: HttpRequest) -> HttpResponse:
    """Return the known problems nearest to what is being typed (htmx)."""
    guide = packs.guide()
    form = Question(request.POST, guide=guide)
    return render(
        request,
        "finder/parts/nearest.html",
        {"guide": guide, "form": form, **_meant(form)},
    )


@require_POST
def so_far(request: HttpRequest) -> HttpResponse:
    """Return what the answers so far point to (htmx)."""
    guide = packs.guide()
    form = Question(request.POST, guide=guide)
    context = {"guide": guide, "answer": advice.answer(form.request()), "words": _words(form)}
    return render(request, "finder/parts/so_far.html", {**context, "swapped": True})


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    guide, asked = packs.guide(), queries.request_of(request.GET)
    if not any(request.GET.values()):
        return redirect("finder:ask")
    answered = advice.answer(asked)
    offers = queries.offers(answered, guide=guide)
    short = in_short(answered, guide=guide)
    context = {
        "guide": guide,
        "sources": Sources(guide),
        "answer": answered,
        "asked": asked,
        "address": queries.address_of(asked),
        "problem": request.session.get(PROBLEM, ""),
        "short": short,
        "later": request.user.is_authenticated and has_records(answered),
        "steps": next_steps(answered, short, guide=guide),
        "compared": offers[: max(SIDE_BY_SIDE, len(answered.leaders))],
        "named": [guide.get(id, Challenge) for id in answered.challenges],
        "leaders": [offer for offer in offers if offer.advised.model in answered.leaders],
        "others": [offer for offer in offers if offer.advised.model not in answered.leaders],
        "lessons": queries.lessons(answered, guide=guide),
        "prohibited": {item.id: item for item in guide.prohibited},
    }
    return render(request, "finder/answer.html", context)


@login_required
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Return whom to speak to first, as records name them (htmx): to look takes longer than a page
    may.
    """
    guide, asked = packs.guide(), queries.request_of(request.GET)
    answered = advice.answer(asked)
    short = named_in_short(answered, guide=guide, by=person(request))
    steps = next_steps(answered, short, guide=guide)
    return render(request, "finder/parts/first.html", {"short": short, "steps": steps})


@require_safe
def paper(request: HttpRequest, format: str) -> HttpResponse:
    """Return the concept paper of an answer that nobody has saved: what is unknown says “to
    complete”.
    """
    wanted = known(format)
    content = papers.paper(
        queries.request_of(request.GET),
        model=request.GET.get("model", ""),
        problem=request.session.get(PROBLEM, ""),
        on=timezone.localdate(),
        language=get_language() or "en",
    )
    if wanted is None or content is None:
        raise Http404
    file = FORMATS[wanted]
    return attachment(
        make(content, format=wanted),
        name=f"{slugify(content.title)[:LONGEST_NAME].strip('-')}-concept-paper{file.extension}",
        media_type=file.media_type,
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    lists = {name: request.GET.getlist(name)[: queries.MOST] for name in queries.NAMES.values()}
    singles = {name: request.GET.get(name, "") for name in queries.SINGLES}
    return {**lists, **singles, "problem": request.session.get(PROBLEM, "")}


def _remember(request: HttpRequest, problem: str) -> None:
    if problem:
        request.session[PROBLEM] = problem
    else:
        request.session.pop(PROBLEM, None)


def _sent(request: HttpRequest, guide: Guide) -> QueryDict:
    """Return what was sent, with all problems ticked that are near where that was asked for."""
    if request.POST.get("suggest") != "all":
        return request.POST
    sent = request.POST.copy()
    for near in suggest(sent.get("problem", ""), guide=guide).near:
        sent.appendlist("challenge", near.challenge)
    return sent


def _meant(form: Question) -> dict[str, Any]:
    """Return the problems to tick: those near to what was typed, those ticked already, and those
    that are perhaps meant.
    """
    suggestions = suggest(_typed(form), guide=form.guide, language=get_language() or "en")
    meant = queries.meant(suggestions, ticked=form.chosen("challenge"), guide=form.guide)
    return {"suggestions": suggestions, **meant}


def _words(form: Question) -> dict[str, list[str]]:
    return {name: form.words(name) for name in form.options}


def _typed(form: Question) -> str:
    return str(form["problem"].value() or "")


def _question(request: HttpRequest, form: Question, guide: Guide) -> HttpResponse:
    context = {
        "guide": guide,
        "form": form,
        "answer": advice.answer(form.request()),
        "words": _words(form),
        **_meant(form),
        **_choices(form),
        **_kept(request, form),
    }
    return render(request, "finder/ask.html", context)


def _kept(request: HttpRequest, form: Question) -> dict[str, Any]:
    """Return how long the questions may be kept, and under which name: never what somebody typed or
    sent.
    """
    own = form.is_bound or bool(_typed(form))
    return {"kept": 0 if own else DAY, "page_key": uuid4() if own else request.get_full_path()}


def _choices(form: Question) -> dict[str, Any]:
    """Return the choices of each question and what is chosen, which the page lays out itself."""
    chosen = {name: form.chosen(name) for name in form.options}
    areas = [
        (area, [item for item in form.guide.challenges if item.area == area.id])
        for area in form.guide.areas
    ]
    return {
        "areas": areas,
        "options": form.options,
        "countries": form.options["country"],
        "chosen": chosen,
    }
