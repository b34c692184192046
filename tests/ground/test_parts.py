from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

TASKS = """
{% load parts %}
{% table tasks as task caption="To do" lang="es" anchor=task.id %}
  {% column "Task" heads=True %}{{ task.title }}{% endcolumn %}
  {% column "Who could champion it" short="Champion" %}{{ task.champion }}{% endcolumn %}
  {% if priced %}{% column "Hours" number=True %}{{ task.hours }}{% endcolumn %}{% endif %}
  {% column "Remove" hidden=True %}<a href="{% url "workshop:draft" task.draft %}">×</a>{% endcolumn %}
{% endtable %}
"""
DRAFT = "00000000-0000-0000-0000-000000000001"


@dataclass
class Task:
    id: str
    title: str
    champion: str = ""
    hours: int = 0
    draft: str = DRAFT


def shown(source: str, at: str = "/", **context: object) -> str:
    request = RequestFactory().get(at)
    page = Template(source).render(Context({"request": request, **context}))
    return "".join(line.strip() for line in page.splitlines())


def test_a_table_says_each_label_once_in_its_head_and_gives_it_to_every_cell() -> None:
    tasks = [Task("t1", "Train the boards", "A foundation", 40), Task("t2", "Survey <parents>")]
    assert shown(TASKS, tasks=tasks, priced=True) == (
        '<table class="data"><caption>To do</caption><thead><tr>'
        '<th scope="col">Task</th><th scope="col">Who could champion it</th>'
        '<th class="number" scope="col">Hours</th>'
        '<th scope="col"><span class="visually-hidden">Remove</span></th>'
        '</tr></thead><tbody lang="es">'
        '<tr id="t1"><th scope="row">Train the boards</th>'
        '<td data-label="Champion">A foundation</td>'
        '<td class="number" data-label="Hours">40</td>'
        f'<td><a href="/drafts/{DRAFT}/">×</a></td></tr>'
        '<tr id="t2"><th scope="row">Survey &lt;parents&gt;</th>'
        '<td data-label="Champion"></td><td class="number" data-label="Hours">0</td>'
        f'<td><a href="/drafts/{DRAFT}/">×</a></td></tr></tbody></table>'
    )


def test_a_column_that_a_page_leaves_out_is_in_neither_head_nor_rows() -> None:
    page = shown(TASKS, tasks=[Task("t1", "Train the boards")], priced=False)
    assert "Hours" not in page
    assert page.count("<th") - page.count("<thead") == 4
    assert page.count("<td") == 2


def test_a_table_in_a_cell_of_a_table_has_a_head_of_its_own() -> None:
    page = shown(
        "{% load parts %}{% table rows as row %}{% column 'Year' heads=True %}{{ row.0 }}"
        "{% endcolumn %}{% column 'Sums' %}{% table row.1 as sum %}{% column 'Sum' %}{{ sum }}"
        "{% endcolumn %}{% endtable %}{% endcolumn %}{% endtable %}",
        rows=[(2020, [1]), (2021, [2])],
    )
    assert page.count('<th scope="col">Sum</th>') == 2
    assert page.count('<th scope="col">Year</th>') == 1
    assert page.count('<th scope="row">') == 2
    assert '<td data-label="Sum">2</td>' in page


@pytest.mark.parametrize(
    "source",
    [
        "{% table tasks task %}{% endtable %}",
        "{% table tasks as task colour='red' %}{% endtable %}",
        "{% table tasks as task %}{% column 'Task' wide=True %}{% endcolumn %}{% endtable %}",
        "{% table tasks as task 'Tasks' %}{% endtable %}",
    ],
)
def test_a_table_refuses_what_it_does_not_know(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load parts %}" + source)


CRUMBS = """
{% load parts %}
{% crumbs %}
  {% crumb "Design" %}
  {% crumb "Drafts" "workshop:drafts" query="show=shared" %}
  {% crumb title "workshop:draft" draft %}
  {% crumb here %}
{% endcrumbs %}
"""


def test_crumbs_lead_to_everything_above_a_page_and_name_the_page_itself() -> None:
    assert shown(CRUMBS, title="Schools & all", draft=DRAFT, here="History") == (
        '<nav class="crumbs" aria-label="Where you are"><bdi>Design</bdi> › '
        '<a href="/drafts/?show=shared"><bdi>Drafts</bdi></a> › '
        f'<a href="/drafts/{DRAFT}/"><bdi>Schools &amp; all</bdi></a> › <bdi>History</bdi></nav>'
    )


def test_a_crumb_to_the_page_that_shows_it_is_no_link_and_one_without_a_label_is_left_out() -> None:
    page = shown(CRUMBS, at=f"/drafts/{DRAFT}/", title="Schools", draft=DRAFT)
    assert page.endswith("</a> › <bdi>Schools</bdi></nav>")


def test_crumbs_twice_on_a_page_do_not_add_up() -> None:
    page = shown(CRUMBS + CRUMBS, title="Schools", draft=DRAFT, here="History")
    assert page.count("Schools") == 2


def test_contents_list_the_headings_that_carry_an_id_and_leave_a_short_page_alone() -> None:
    headings = '<h2 id="a">Fish &amp; chips</h2><h2 id="b">B <span>two</span></h2><h2>No id</h2>'
    short = "{% load parts %}{% contents %}" + headings + "{% endcontents %}"
    assert shown(short) == headings
    long = "{% load parts %}{% contents %}" + headings + '<h2 id="c">C</h2>{% endcontents %}'
    assert shown(long).startswith(
        '<div class="side"><nav class="contents" aria-label="On this page">'
        '<details class="narrow"><summary>On this page</summary><ol>'
        '<li><a href="#a">Fish &amp; chips</a></li><li><a href="#b">B two</a></li>'
        '<li><a href="#c">C</a></li></ol></details></nav><div><h2 id="a">Fish &amp; chips</h2>'
    )


def test_a_table_says_how_it_stands_on_a_phone() -> None:
    source = "{% load parts %}{% table rows as row narrow='stay' %}{% endtable %}"
    assert shown(source, rows=[]).startswith('<table class="data stay">')
