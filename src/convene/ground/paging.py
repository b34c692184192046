"""Long lists, a page at a time; `ground/pages.html` leads from one to the next."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 20


def page_of(request: HttpRequest, items: Any, *, per_page: int = PER_PAGE) -> "Page[Any]":
    """Return the page that the address, or what was posted, asks for; the nearest where there is
    none of that number.
    """
    number = request.GET.get("page") or request.POST.get("page")
    return Paginator(items, per_page).get_page(number)
