"""Put what somebody had typed back into the form of a page that was made anew."""

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

Attributes = dict[str, str | None]
Fields = Iterable[tuple[str, str]]
CHOSEN = ("checkbox", "radio")
UNTOUCHED = ("file", "submit", "button", "image", "reset", "password")
OWN = "csrfmiddlewaretoken"
"""What each page gives its forms itself."""


def fill(page: str, *, path: str, here: str, fields: Fields) -> tuple[str, list[str]]:
    """Return a page with the form filled in that is sent to a path, and the words for which it has
    no field any more; `here` is the path of the page.
    """
    given: dict[str, list[str]] = {}
    for name, value in fields:
        given.setdefault(name, []).append(value)
    search = _Search(path, here=here, given=given)
    search.feed(page)
    if search.best is None:
        return page, [value for values in given.values() for value in values if value.strip()]
    filler = _Filler(search.best, given=given)
    filler.feed(page)
    filler.close()
    return "".join(filler.written), filler.left()


class _Forms(HTMLParser):
    """A reader that knows in which form of a page it stands, counted from 0."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.form, self.inside = -1, False

    def step(self, tag: str) -> None:
        if tag == "form":
            self.form, self.inside = self.form + 1, True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


class _Search(_Forms):
    """Finds the form: of several that are sent to one path, that with the most hidden values in
    common.
    """

    def __init__(self, path: str, *, here: str, given: dict[str, list[str]]) -> None:
        super().__init__()
        self.path, self.here, self.given = path, here, given
        self.alike: dict[int, int] = {}

    @property
    def best(self) -> int | None:
        return max(self.alike, key=lambda form: self.alike[form], default=None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.step(tag)
        known = dict(attrs)
        if tag == "form" and self._is_meant(known):
            self.alike[self.form] = 0
        if tag == "input" and known.get("type") == "hidden" and self.inside:
            self._compare(known)

    handle_startendtag = handle_starttag

    def _is_meant(self, known: Attributes) -> bool:
        to = (known.get("action") or self.here, known.get("hx-post"))
        return (known.get("method") or "").lower() == "post" and self.path in to

    def _compare(self, known: Attributes) -> None:
        same = (known.get("value") or "") in self.given.get(known.get("name") or "", ())
        if self.form in self.alike and same:
            self.alike[self.form] += 1


class _Filler(_Forms):
    """Writes a page out as it came, but for the fields of one form."""

    def __init__(self, wanted: int, *, given: dict[str, list[str]]) -> None:
        super().__init__()
        self.wanted, self.given = wanted, given
        self.waiting = {name: list(values) for name, values in given.items()}
        self.written: list[str] = []
        self.select = ""
        self.skips = False

    def left(self) -> list[str]:
        """Return the words that no field has taken."""
        return [value for values in self.waiting.values() for value in values if value.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.step(tag)
        self._write(self._start(tag, dict(attrs)))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "textarea":
            self.skips = False
        if tag == "select":
            self.select = ""
        self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._write(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl}>")

    def _write(self, text: str) -> None:
        if not self.skips:
            self.written.append(text)

    def _start(self, tag: str, known: Attributes) -> str:
        raw = self.get_starttag_text() or ""
        if not self.inside or self.form != self.wanted:
            return raw
        name = known.get("name") or ""
        if tag == "button":
            self.waiting.pop(name, None)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select in self.given:
            return self._mark("option", known, self.select, "selected")
        elif tag == "textarea" and name in self.given:
            self._write(raw + "\n" + escape(self._next(name), quote=False))
            self.skips = True
        elif tag == "input":
            return self._input(known, name) or raw
        return "" if self.skips else raw

    def _input(self, known: Attributes, name: str) -> str | None:
        kind = (known.get("type") or "text").lower()
        if name == OWN or kind in UNTOUCHED:
            return None
        if kind in CHOSEN:
            untold = kind == "radio" and name not in self.given
            return None if untold else self._mark("input", known, name, "checked")
        return _tag("input", {**known, "value": self._next(name)}) if name in self.given else None

    def _mark(self, tag: str, known: Attributes, name: str, how: str) -> str:
        """Return a choice, taken where it was taken."""
        value = known.get("value")
        value = "on" if value is None else value
        rest = {key: word for key, word in known.items() if key != how}
        if value not in self.given.get(name, ()):
            return _tag(tag, rest)
        if value in self.waiting.get(name, ()):
            self.waiting[name].remove(value)
        return _tag(tag, {**rest, how: None})

    def _next(self, name: str) -> str:
        """Return what was typed next in the fields of one name."""
        return self.waiting[name].pop(0) if self.waiting.get(name) else self.given[name][-1]


def _tag(tag: str, known: Attributes) -> str:
    words = (key if word is None else f'{key}="{escape(word)}"' for key, word in known.items())
    return f"<{' '.join([tag, *words])}>"
