"""Filters of the pages of papers."""

from django import template

from convene.apps.agreements import words
from convene.core.agreement import Languages, Promised
from convene.documents import agreement
from convene.documents.speech import speech

register = template.Library()
register.filter("kind_of_paper", words.kind_of)


@register.filter
def in_words(texts: Languages) -> str:
    return words.here(texts)


@register.filter
def how_much(promise: Promised, language: str) -> str:
    return agreement.how_much(promise, speech(language))


@register.filter
def when_due(promise: Promised, language: str) -> str:
    return "\n".join(agreement.when(promise, speech(language)))
