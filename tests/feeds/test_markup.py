"""Marks of web pages in texts, the same in every form. All names are made up."""

import html
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.records import Activity, SetAside, Text
from convene.feeds import records
from convene.feeds.markup import ESCAPED, TAGS, oddities, smooth
from convene.feeds.values import plain
from tests.feeds.iati.files import bare, document


@pytest.mark.parametrize(
    ("text", "bare", "notes"),
    [
        ("Wells in <i>dry</i> places", "Wells in dry places", [TAGS]),
        ("First line<br/>second line", "First line second line", [TAGS]),
        ("<p>Roads &amp; Bridges</p>", "Roads & Bridges", [TAGS, ESCAPED]),
        ('<p>Text with <a href="x">link</a> &nbsp; end</p>', "Text with link end", [TAGS, ESCAPED]),
        ("&lt;b&gt;Bold&lt;/b&gt; wells", "Bold wells", [TAGS, ESCAPED]),
        ("W<sub>2</sub>O, na<b>ï</b>ve", "W2O, naïve", [TAGS]),
        ("<ul><li>one</li><li>two</li></ul>", "one two", [TAGS]),
        ("Caf&eacute; &#8211; Nord", "Café – Nord", [ESCAPED]),
        ("W<st1:b>ell</st1:b>s<!-- old -->", "Wells", [TAGS]),
        ("<script>steal()</script>Wells", "Wells", [TAGS]),
        ("Q&amp;amp;A", "Q&amp;A", [ESCAPED]),
        ("Q&A, R&D; 3 < 5 > 2 and a<b and c>d", "Q&A, R&D; 3 < 5 > 2 and a<b and c>d", []),
        ("Pebble <pebble@example.org> <Trust>", "Pebble <pebble@example.org> <Trust>", []),
        ("Zero\u200bwidth and so\u00adft &#173;wells", "Zerowidth and soft wells", [ESCAPED]),
        ("Zero\u200bwidth and so\u00adft wells\u2060", "Zerowidth and soft wells", []),
        ("\u202eTurned\u202c wells\u200f, می\u200cروم", "Turned wells, می\u200cروم", []),
        ("خانه\u200cها", "خانه\u200cها", []),
        ("&unknown; stays", "&unknown; stays", []),
    ],
)
def test_tags_are_taken_out_and_what_was_escaped_twice_is_decoded(
    text: str, bare: str, notes: list[str]
):
    assert (smooth(text), list(oddities(text))) == (bare, notes)


@given(st.text().filter(lambda text: "<" not in text))
def test_a_text_comes_back_however_a_web_page_writes_it(text: str):
    escaped = html.escape(text, quote=False)

    assert smooth(f"<p>{escaped}</p>") == plain(text)
    assert list(oddities(text.replace("&", ""))) == []


MARKED = "<p>Wells &amp;amp; <i>pumps</i></p>"


def iati(text: str) -> str:
    return document(bare("XX-1", f"<title><narrative>{html.escape(text)}</narrative></title>"))


def ocds(text: str) -> str:
    return json.dumps({"releases": [{"ocid": "ocds-1", "tender": {"title": text}}]})


def threesixty(text: str) -> str:
    recipient = [{"id": "X", "name": "Brook Works"}]
    grant = {"id": "360G-1", "title": text, "recipientOrganization": recipient}
    return json.dumps({"grants": [grant]})


def partnerships(text: str) -> str:
    return f"id,title,partner\nP1,{text},Brook Works\n"


@pytest.mark.parametrize("write", [iati, ocds, threesixty, partnerships])
def test_every_form_evens_texts_out_in_the_same_way(tmp_path: Path, write: Callable[[str], str]):
    activity = read(tmp_path, write(MARKED))

    assert [title.text for title in activity.titles] == ["Wells &amp; pumps"]
    assert activity.notes == (TAGS, ESCAPED)


def failing(row: SetAside) -> None:
    pytest.fail(str(row))


def read(folder: Path, content: str) -> Activity:
    file = folder / ("file.csv" if content.startswith("id,") else "file")
    file.write_text(content, encoding="utf-8")
    (activity,) = records.read(file, form=records.form_of(file), aside=failing)
    return activity


def test_all_text_inside_an_element_is_its_text_whatever_stands_in_it(tmp_path: Path):
    inside = """<title><narrative>Wells in <i>dry</i> places of the <b>big <u>delta</u></b>!</narrative></title>
      <description><narrative>First line<br/>second <zz:x>line</zz:x></narrative></description>
      <participating-org role="4"><narrative>Brook <!-- was: Creek --> Works <?old name?>Ltd</narrative></participating-org>
      <location><name>Hill <i>top</i></name></location>"""
    activity = read(tmp_path, document(bare("XX-1", inside)))

    assert activity.titles == (Text("", "Wells in dry places of the big delta!"),)
    assert activity.descriptions == (Text("", "First line second line"),)
    assert [mention.name for mention in activity.mentions] == ["Brook Works Ltd"]
    assert [location.name for location in activity.locations] == ["Hill top"]
    assert activity.notes == (TAGS,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_comments_are_no_text_in_any_encoding(tmp_path: Path, encoding: str):
    inside = "<title><narrative>Wells<!-- old -->, <![CDATA[deep & wide]]></narrative></title>"
    file = tmp_path / "file.xml"
    content = document(bare("XX-1", inside)).replace("UTF-8", encoding)
    file.write_text(content, encoding=encoding)
    (activity,) = records.read(file, form="iati", aside=failing)

    assert [title.text for title in activity.titles] == ["Wells, deep & wide"]


def test_control_characters_and_halves_of_characters_are_evened_out(tmp_path: Path):
    text = "We\x00lls\x07 in\x85 \x1bthe\ufeff delta\ud83d \N{GREEK SMALL LETTER ALPHA}\u200d"
    activity = read(tmp_path, threesixty(text))

    assert [title.text for title in activity.titles] == ["We lls in the delta? α\u200d"]
    assert plain("half \ud83d") == "half \N{REPLACEMENT CHARACTER}"


@given(st.text(alphabet=st.characters()))
def test_what_was_evened_out_stays_as_it_is_and_can_be_written_anywhere(text: str):
    even = plain(text)

    assert plain(even) == even
    assert even.encode("utf-8").decode() == even
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in even)
