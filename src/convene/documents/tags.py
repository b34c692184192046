"""The words a Word template may use: which names there are, what each holds, and the few things a
tag may do with them.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from convene.documents.words import HEADINGS

TEXT, RICH = "text", "rich"
Shape = str | list[Any] | dict[str, Any]
"""What a name holds: plain text, rich text (with marks and links), a list of one shape, or
something with parts.
"""

BLOCK: Shape = {
    "heading": TEXT,
    "paragraph": RICH,
    "caution": RICH,
    "bullets": [RICH],
    "table": {"head": [TEXT], "rows": [[RICH]]},
}
LABELS = ("prepared_by", "sources")
"""Words around the content, in the language of the paper."""
NAMES: Mapping[str, Shape] = {
    "title": TEXT,
    "kind": TEXT,
    "place": TEXT,
    "date": TEXT,
    "prepared_by": TEXT,
    "labels": dict.fromkeys(LABELS, TEXT),
    "guide": TEXT,
    "sections": [{"name": TEXT, "annex": TEXT, "heading": TEXT, "blocks": [BLOCK]}],
    "sources": [{"number": TEXT, "title": TEXT, "where": TEXT, "entry": RICH}],
    **dict.fromkeys(HEADINGS, TEXT),
}
"""Every name a template may use, as docs/how-to/own-template.md explains them; the last ones are
sections as plain text.
"""
LOOP: Shape = {"index": TEXT, "first": TEXT, "last": TEXT}
FILTERS = ("upper", "lower", "title", "trim")
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Filter,
)
"""Showing, choosing and going through lists: nothing here can call, compute, or run for long."""


class Misused(ValueError):
    """A tag does what a template may not, or names what is not there; the message says so in plain
    words.
    """


class SafeEnvironment(SandboxedEnvironment):
    """A sandbox that also refuses, before anything runs, whatever is not in `ALLOWED`."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        try:
            permit(tree)
        except Misused as problem:
            raise TemplateSyntaxError(str(problem), lineno=1) from problem
        return tree


def parse(source: str) -> nodes.Template:
    """Return the tree of a template's text without looking at what it does. Raises
    TemplateSyntaxError.
    """
    return Environment(autoescape=True).parse(source)


def permit(node: nodes.Node, *, within: tuple[str, ...] = ()) -> None:
    """Raise Misused where a tree does what a template may not. `within` are the variables of the
    loops around, outermost first.
    """
    if not isinstance(node, ALLOWED):
        raise Misused(_why_not(node))
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise Misused(f"“{node.attr}” is closed to templates")
    if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
        raise Misused(f"“{node.name}” is not available; there are only {', '.join(FILTERS)}")
    if isinstance(node, nodes.For):
        within = (*within, _loop(node, within=within))
    for child in node.iter_child_nodes():
        permit(child, within=within)


def _loop(node: nodes.For, *, within: tuple[str, ...]) -> str:
    """Return the variable of a loop. A loop inside another must go through a part of what that one
    gives, so that none multiply.
    """
    name = variable(node)
    if within and _root(node.iter) != within[-1]:
        raise Misused(f"inside this loop only parts of “{within[-1]}” can be gone through")
    return name


def variable(node: nodes.For) -> str:
    if node.recursive or not isinstance(node.target, nodes.Name):
        raise Misused("a loop must read “for one in many”")
    return str(node.target.name)


def _root(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return str(node.name) if isinstance(node, nodes.Name) else ""


def _why_not(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return "a template cannot call anything"
    if isinstance(node, nodes.Getitem):
        return "a template cannot pick by number or key; use a for, or a dot and a name"
    return "a template can only show a name, choose with if and go through a list with for"


def shape(node: nodes.Node, *, scope: Mapping[str, Shape]) -> Shape:
    """Return what an expression holds. Raises Misused for a name that is not there, saying what was
    perhaps meant.
    """
    if isinstance(node, nodes.Name):
        return _named(node.name, scope)
    if isinstance(node, nodes.Getattr):
        whole = shape(node.node, scope=scope)
        if not isinstance(whole, dict):
            raise Misused(
                f"“{node.attr}” is asked of a {'list' if isinstance(whole, list) else 'text'}, which has no parts"
            )
        return _named(node.attr, whole)
    for child in node.iter_child_nodes():
        shape(child, scope=scope)
    return TEXT


def expressions(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what is shown or asked at the top of a tag's tree."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Output | nodes.If):
            yield from (
                item
                for item in child.iter_child_nodes()
                if not isinstance(item, nodes.TemplateData)
            )


def _named(name: str, names: Mapping[str, Shape]) -> Shape:
    if name in names:
        return names[name]
    close = get_close_matches(name, list(names), n=1, cutoff=0.5)
    raise Misused(f"there is no “{name}” here" + (f"; did you mean “{close[0]}”?" if close else ""))
