"""Show a form, act, and say in words what was refused: the same way on every page.

An app says once, beside its views, how each refusal of its actions is told:

    REFUSALS: Refusals = {
        Changed: Refusal(_("Somebody else has changed this since you opened the page.")),
        Barred: Refusal(lambda barred: [WHY[bar] for bar in barred.why]),
    }
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from convene.core.writing import whole_number

Words = str | Promise
Done = Words | Callable[[Any], Words]
Place = str | Callable[[Any], str]
"""What is said once it is done, and where to go on to: as it is, or what makes it of what the
action returned.
"""


@dataclass(frozen=True)
class Refusal:
    """How a refusal is told: in which sentences, how gravely, and at which field of a form."""

    words: Words | Callable[[Any], Iterable[Words]]
    level: int = messages.ERROR
    field: str | None = None

    def sentences(self, why: Exception) -> list[str]:
        said = self.words(why) if callable(self.words) else [self.words]
        return [str(sentence) for sentence in said]


Refusals = Mapping[type[Exception], Refusal]


def sheet(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    done: Done,
    to: Place,
    refusals: Refusals,
    template: str = "ground/sheet.html",
    **context: Any,
) -> HttpResponse:
    """Show a form, or do what it asks for and go on. What was typed comes back with whatever was
    refused.
    """
    if form.is_valid():
        try:
            return _on(request, act(), done=done, to=to)
        except tuple(refusals) as why:
            explain(form, why, refusals)
    return render(request, template, {"form": form, **context})


def explain(form: forms.Form, why: Exception, refusals: Refusals) -> None:
    """Say in a form what was refused."""
    refusal = _refusal(why, refusals)
    for sentence in refusal.sentences(why):
        form.add_error(refusal.field, sentence)


def press(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    done: Done,
    to: str,
    refusals: Refusals,
) -> HttpResponse:
    """Do what a button asks for, and go on saying how it went."""
    with telling(request, refusals):
        return _on(request, act(), done=done, to=to)
    return redirect(to)


@contextmanager
def telling(request: HttpRequest, refusals: Refusals) -> Iterator[None]:
    """Say what is refused meanwhile on the next page."""
    try:
        yield
    except tuple(refusals) as why:
        refusal = _refusal(why, refusals)
        for sentence in refusal.sentences(why):
            messages.add_message(request, refusal.level, sentence)


def _on(request: HttpRequest, made: object, *, done: Done, to: Place) -> HttpResponse:
    messages.success(request, str(done(made) if callable(done) else done))
    return redirect(to(made) if callable(to) else to)


def _refusal(why: Exception, refusals: Refusals) -> Refusal:
    """Return how a refusal is told; that of its nearest parent counts."""
    return next(refusals[kind] for kind in type(why).__mro__ if kind in refusals)


def seen_version(request: HttpRequest, version: int) -> int:
    """Return the version of a record that a page showed, as its form brings it back: the one of now
    before it is sent, and -1, which none ever had, for what is no number.
    """
    if request.method != "POST":
        return version
    number = whole_number(request.POST.get("seen", ""))
    return -1 if number is None else number
