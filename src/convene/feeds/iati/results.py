"""What an activity says it achieved: a row for each indicator and period, figures as they were
published.
"""

from collections.abc import Iterator

from lxml import etree

from convene.core.records import Result
from convene.feeds.iati.codes import codes
from convene.feeds.iati.draft import Draft, Tell
from convene.feeds.iati.texts import plain, text

MOST = 1_000
"""Rows of one activity."""


def result(element: etree._Element) -> Tell:
    """Read a result with all its indicators and periods."""
    rows = list(_rows(element))

    def tell(draft: Draft) -> None:
        draft.results += rows[: MOST - len(draft.results)]
        if len(draft.results) >= MOST:
            draft.note(f"results beyond the first {MOST:,} were left out")

    return tell


def _rows(element: etree._Element) -> Iterator[Result]:
    type_ = plain(element.get("type"))
    named = Result(codes().results.get(type_, type_), _text(element.find("title")))
    indicators = element.findall("indicator")
    for indicator in indicators:
        about = named._replace(
            indicator=_text(indicator.find("title")), baseline=_value(indicator.find("baseline"))
        )
        periods = indicator.findall("period")
        for period in periods:
            yield about._replace(
                target=_value(period.find("target")),
                actual=_value(period.find("actual")),
                period=_period(period),
            )
        if not periods:
            yield about
    if not indicators:
        yield named


def _text(element: etree._Element | None) -> str:
    return "" if element is None else text(element)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else plain(element.get("value"))


def _period(element: etree._Element) -> str:
    ends = (element.find(name) for name in ("period-start", "period-end"))
    return "/".join("" if end is None else plain(end.get("iso-date")) for end in ends).strip("/")
