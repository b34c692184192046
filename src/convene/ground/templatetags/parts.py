"""Parts that pages share: where a page stands, and tables.

{% crumbs %}
  {% crumb _("Drafts") "workshop:drafts" %}
  {% crumb alliance.title "workshop:draft" alliance.pk %}
{% endcrumbs %}

{% table draft.tasks as task caption=_("Who would do what") %}
  {% column _("Task") heads=True %}{{ task.title }}{% endcolumn %}
  {% column _("Champion") %}{{ task.champion }}{% endcolumn %}
{% endtable %}

{% contents %}
  <h2 id="names">{% translate "What it is called" %}</h2>
{% endcontents %}
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from convene.ground.amounts import said

register = template.Library()
Options = dict[str, FilterExpression]
CRUMBS = "the crumbs so far"
HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
FEWEST_HEADINGS = 3  # a page with fewer is seen at a glance
HEAD = "whether the head of a table is written, or one of its rows"


@register.filter
def amount(value: Decimal | str | None) -> str:
    """Return an amount to its last digit; nothing where nobody knows it."""
    return "" if value in (None, "") else said(Decimal(value))


@register.simple_tag(takes_context=True)
def crumb(context: Context, label: object, view: str = "", *args: object, query: str = "") -> str:
    """Say one step of the crumbs around it: a link where a view is named, unless to this very page.

    One without a label is left out.
    """
    if label:
        address = reverse(view, args=args) if view else ""
        here = address == getattr(context.get("request"), "path", None)
        step = _step(label, to="" if here else f"{address}?{query}" if query else address)
        _kept(context).setdefault(CRUMBS, []).append((step,))
    return ""


@register.simple_block_tag(takes_context=True)
def crumbs(context: Context, content: str) -> SafeString:
    """Say where a page stands: what is above it, then the page itself."""
    steps = _kept(context).get(CRUMBS, [])
    _kept(context)[CRUMBS] = []
    return format_html(
        '<nav class="crumbs" aria-label="{}">{}</nav>',
        _("Where you are"),
        format_html_join(" › ", "{}", steps),
    )


def _step(label: object, *, to: str) -> SafeString:
    name = format_html("<bdi>{}</bdi>", label)
    return format_html('<a href="{}">{}</a>', to, name) if to else name


@register.simple_block_tag
def contents(content: str) -> SafeString:
    """Set a list of the headings that carry an id beside what is inside; none for a short page."""
    headings = HEADING.findall(content)
    if len(headings) < FEWEST_HEADINGS:
        return mark_safe(content)  # noqa: S308 - the template made it
    links = ((anchor, unescape(strip_tags(text)).strip()) for anchor, text in headings)
    return format_html(
        '<div class="side"><nav class="contents" aria-label="{0}"><details class="narrow">'
        "<summary>{0}</summary><ol>{1}</ol></details></nav><div>{2}</div></div>",
        _("On this page"),
        format_html_join("", '<li><a href="#{}">{}</a></li>', links),
        mark_safe(content),  # noqa: S308 - the template made it
    )


@dataclass
class Table(Node):
    """A row for each of some items, under a head that says what each column is called."""

    items: FilterExpression
    name: str
    options: Options
    columns: NodeList

    def render(self, context: Context) -> SafeString:
        caption, lang = (_option(self.options, name, context) for name in ("caption", "lang"))
        narrow = _option(self.options, "narrow", context)
        _kept(context)[HEAD] = True
        head = self.columns.render(context)
        _kept(context)[HEAD] = False
        return format_html(
            "<table{}>{}<thead><tr>{}</tr></thead><tbody{}>{}</tbody></table>",
            flatatt({"class": f"data {narrow}" if narrow else "data"}),
            format_html("<caption>{}</caption>", caption) if caption else "",
            head,
            flatatt({"lang": lang}),
            mark_safe("".join(self._rows(context))),  # noqa: S308 - rows are made by templates
        )

    def _rows(self, context: Context) -> list[str]:
        return [self._row(item, context) for item in self.items.resolve(context) or ()]

    def _row(self, item: object, context: Context) -> str:
        with context.push(**{self.name: item}):
            attrs = flatatt({"id": _option(self.options, "anchor", context)})
            return format_html("<tr{}>{}</tr>", attrs, self.columns.render(context))


@dataclass
class Column(Node):
    """A cell of a row; on a phone, where a row is a card, its label stands before it."""

    label: FilterExpression
    options: Options
    content: NodeList

    def render(self, context: Context) -> SafeString:
        number = "number" if _option(self.options, "number", context) else None
        if _kept(context)[HEAD]:
            return format_html(
                "<th{}>{}</th>", flatatt({"scope": "col", "class": number}), self._label(context)
            )
        if _option(self.options, "heads", context):
            return format_html('<th scope="row">{}</th>', self.content.render(context))
        attrs = flatatt({"class": number, "data-label": self._short(context)})
        return format_html("<td{}>{}</td>", attrs, self.content.render(context))

    def _label(self, context: Context) -> object:
        label = self.label.resolve(context)
        if not _option(self.options, "hidden", context):
            return label
        return format_html('<span class="visually-hidden">{}</span>', label)

    def _short(self, context: Context) -> object:
        if _option(self.options, "hidden", context):
            return None
        if "short" in self.options:
            return _option(self.options, "short", context) or None
        return self.label.resolve(context)


@register.tag
def table(parser: Parser, token: Token) -> Table:
    """`{% table items as item %}`; `caption`, the `lang` of its rows, an `anchor` for each row, and
    how it stands on a phone: `narrow="stay"` as a table, `"tight"` with figures side by side.
    """
    bits = token.split_contents()
    if len(bits) < 4 or bits[2] != "as":
        raise TemplateSyntaxError("Say {% table items as item %}.")
    options = _options(bits[4:], parser, known={"caption", "lang", "anchor", "narrow"})
    columns = _until("endtable", parser)
    return Table(parser.compile_filter(bits[1]), bits[3], options, columns)


@register.tag
def column(parser: Parser, token: Token) -> Column:
    """`{% column label %}`; `heads=True` where it names its row, `number=True`, a `short` label for
    phones (none where it is empty), `hidden=True` where only a screen reader says the label.
    """
    _tag, label, *rest = token.split_contents()
    options = _options(rest, parser, known={"heads", "number", "short", "hidden"})
    return Column(parser.compile_filter(label), options, _until("endcolumn", parser))


def _options(bits: list[str], parser: Parser, *, known: set[str]) -> Options:
    options = token_kwargs(bits, parser)
    if bits or not options.keys() <= known:
        raise TemplateSyntaxError(f"These are known here: {sorted(known)}.")
    return options


def _until(end: str, parser: Parser) -> NodeList:
    nodes = parser.parse((end,))
    parser.delete_first_token()
    return nodes


def _kept(context: Context) -> Any:
    """Return what the tags of one template tell each other while it is shown."""
    return context.render_context


def _option(options: Options, name: str, context: Context) -> Any:
    return options[name].resolve(context) if name in options else None
