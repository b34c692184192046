"""A file divided into parts says exactly what a plain parse of the whole says; one that is not
whole is refused.
"""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from convene.feeds import FeedError
from convene.feeds.iati import read, split, trees
from convene.feeds.iati.activities import Unusable, activity, whole
from tests.feeds.iati.files import ROOT, WELL, bare, document, taken

SPACE = st.sampled_from(["", " ", "\n", "\r\n  ", "\t", "\n\n"])
TEXT = st.sampled_from(
    [
        "Wells",
        "Bohrlöcher",
        "آبار",
        "a &lt;b&gt; &amp; c",
        "&#233;t&#xe9;",
        "x > y",
        "wow!",
        "why?",
        "]] >",
        "<![CDATA[</iati-activity> <raw> & ]]>",
        "<!-- </iati-activity> -->after",
        "<?odd </transaction> ?>",
        "US$ 5",
    ]
)
ATTRIBUTE = st.sampled_from(
    ["Wells", "a > b", "it's", "&quot;q&quot;", "é", "</x".replace("<", "&lt;"), "-->", "!?"]
)
TAIL = st.sampled_from(
    [
        "<receiver-org><narrative>Sandrill</narrative></receiver-org>",
        '<receiver-org ref="XX-1" type="70"><narrative xml:lang="fr">Forage</narrative></receiver-org><sector code="14030"/>',
        '<provider-org><narrative>Lantern</narrative></provider-org><recipient-country code="AO"/>',
        "<zz:more><zz:deep>1</zz:deep></zz:more><description><narrative>For wells</narrative></description>",
        "",
        "<value>7</value>",
        '<recipient-region code="298"/><!-- a remark -->',
    ]
)
START = st.sampled_from(
    [
        '<transaction-type code="3"/><transaction-date iso-date="2020-01-02"/>',
        '<transaction-type  code="1" /><transaction-date iso-date="2020-01-02" />',
        "<transaction-type code='11'/><transaction-date iso-date='2020-13-02'/>",
        '<transaction-date iso-date="2019-01-02"/><transaction-type code="3"/>',
        '<description><narrative>Early</narrative></description><transaction-type code="2"/><transaction-date iso-date="2020-01-02"/>',
        "",
    ]
)
VALUE = st.sampled_from(
    [
        "<value>12</value>",
        '<value currency="USD" value-date="2020-02-02"> -3.5 </value>',
        "<value>1,000</value>",
        "<value>none</value>",
        "<value/>",
        "",
        "<value>4<!-- x -->2</value>",
        '<value currency="&#85;SD">5</value>',
    ]
)


@st.composite
def transactions(draw):
    space = draw(SPACE)
    opening = draw(
        st.sampled_from(
            [
                "<transaction>",
                '<transaction ref="a>b">',
                '<transaction ref="é"\n humanitarian="1" >',
                "<transaction ref='1'>",
            ]
        )
    )
    return f"{space}{opening}{space}{draw(START)}{space}{draw(VALUE)}{space}{draw(TAIL)}{space}</transaction{draw(st.sampled_from(['', ' ']))}>"


@st.composite
def records(draw):
    space, text, said = draw(SPACE), draw(TEXT), draw(ATTRIBUTE)
    inside = "".join(draw(st.lists(transactions(), max_size=4)))
    foreign = draw(
        st.sampled_from(
            [
                "",
                "<zz:extra>1</zz:extra>",
                "<zz:x><transaction><value>1</value></transaction></zz:x>",
                "<budget><value>5</value></budget>",
            ]
        )
    )
    first, last = draw(st.sampled_from([(foreign, ""), ("", foreign)]))
    opening = f'<iati-activity default-currency="EUR"{space or " "}xml:lang="en" last-updated-datetime="2025-01-01" note="{said}">'
    title = f"<title>{space}<narrative>{text}</narrative></title>"
    return f"{opening}<iati-identifier>XX-{draw(st.integers(0, 99))}</iati-identifier>{title}{first}{inside}{last}</iati-activity{space}>"


@st.composite
def documents(draw):
    between = draw(
        st.sampled_from(["", "\n", "<!-- </iati-activity> <iati-activity> -->", "<?pi?>", " "])
    )
    prolog = draw(
        st.sampled_from(
            [
                "",
                '<?xml version="1.0"?>',
                '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made > by < us -->\n',
            ]
        )
    )
    return f"{prolog}{ROOT}{between}{between.join(draw(st.lists(records(), max_size=6)))}{between}</iati-activities>\n"


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=documents(), size=st.sampled_from([50, 700, 1 << 20]))
def test_parts_and_lifted_transactions_say_what_a_plain_parse_says(
    tmp_path, monkeypatch, content, size
):
    monkeypatch.setattr(split, "PART", size)
    monkeypatch.setattr(trees, "BATCH", size)
    found, aside, ignored = taken(tmp_path / "a.xml", content)
    every, counted = plainly(content)

    assert [one._replace(record=0) for one in found] == every
    assert (aside, ignored) == ([], counted)


def plainly(content: str):
    """Read a document with one parse of the whole."""
    ignored: Counter[str] = Counter()
    root = etree.fromstring(
        content.encode(),
        etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True),
    )
    published = read._published(ROOT)
    found = []
    for element in root.iterchildren("iati-activity"):
        try:
            found.append(activity(whole(0, element), published=published, ignored=ignored))
        except Unusable:
            raise AssertionError("every record here has an identifier") from None
    return found, ignored


def test_the_last_parts_are_smaller_so_that_no_worker_reads_long_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(split, "PART", 20_000)
    monkeypatch.setattr(split, "LEAST", 2_000)
    path = tmp_path / "a.xml"
    path.write_text(document(*(bare(f"XX-{number}") for number in range(3_000))), encoding="utf-8")
    found = list(read.parts(path))
    sizes, record = [part.end - part.start for part in found], len(bare("XX-2999")) + 1

    assert all(before.end == after.start for before, after in pairwise(found))
    assert abs(sizes[0] - 20_000) <= record
    assert all(after <= before + 2 * record for before, after in pairwise(sizes))
    assert max(sizes[-3:]) <= 2_000 + record


def test_each_record_knows_the_line_it_starts_on(tmp_path, monkeypatch):
    monkeypatch.setattr(split, "PART", 300)
    content = document(
        bare("XX-1"),
        "\n\n<!-- a remark\n of two lines -->",
        bare("XX-2"),
        bare("XX-3", "\n\n"),
        bare("XX-4"),
    )
    found, _, _ = taken(tmp_path / "a.xml", content)

    lines = content.split("\n")
    assert [
        lines[one.record - 1][-60:].count(one.identifier) or one.identifier in lines[one.record - 1]
        for one in found
    ] == [1, 1, 1, 1]


def test_an_empty_file_of_activities_holds_none(tmp_path):
    assert taken(tmp_path / "a.xml", document())[0] == []
    assert taken(tmp_path / "b.xml", '<iati-activities version="2.03"/>')[0] == []


@pytest.mark.parametrize("size", [50, 1 << 20])
@pytest.mark.parametrize(
    "cut",
    [-len("</iati-activities>\n"), -40, -400, -1500],
    ids=["without its last tag", "inside the last tags", "inside a transaction", "inside a record"],
)
def test_a_truncated_file_is_refused_whole(tmp_path, monkeypatch, cut, size):
    monkeypatch.setattr(split, "PART", size)
    with pytest.raises(
        FeedError,
        match=r"a\.xml: line \d+: the file ends before </iati-activities>; it is not whole, and nothing of it was taken in",
    ):
        taken(tmp_path / "a.xml", document(WELL, WELL)[:cut])


def test_a_comment_that_does_not_end_is_a_file_that_is_not_whole(tmp_path):
    with pytest.raises(FeedError, match="not whole"):
        taken(tmp_path / "a.xml", document(WELL, "<!--", WELL))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "<!-- --><!DOCTYPE x>",
    ],
)
def test_a_document_type_or_entities_are_refused(tmp_path, prolog):
    with pytest.raises(FeedError, match="declares entities or a document type"):
        taken(tmp_path / "a.xml", f"{prolog}{document(WELL).split('?>')[1]}")


def test_a_document_type_inside_a_record_is_no_xml_and_only_that_record_is_set_aside(tmp_path):
    found, aside, _ = taken(
        tmp_path / "a.xml",
        document(bare("XX-1"), bare("XX-2", '<!DOCTYPE x [<!ENTITY a "b">]>&a;'), bare("XX-3")),
    )

    assert [one.identifier for one in found] == ["XX-1", "XX-3"]
    assert [(each.record, each.reason[:27]) for each in aside] == [
        (4, "the record is not whole XML")
    ]


@pytest.mark.parametrize("root", ["<result>", "<html>", "<iati-activity>"])
def test_xml_of_another_kind_is_refused(tmp_path, root):
    with pytest.raises(FeedError, match=f"XML of another kind: it holds {root}"):
        taken(tmp_path / "a.xml", f"<?xml version='1.0'?>{root}")


@pytest.mark.parametrize("content", ["", "   \n", "identifier,title\nXX-1,Wells\n"])
def test_what_is_no_xml_is_refused(tmp_path, content):
    with pytest.raises(FeedError, match=r"empty|not XML"):
        taken(tmp_path / "a.xml", content)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8"])
def test_a_declared_encoding_is_heeded(tmp_path, encoding):
    content = document(bare("XX-1", "<title><narrative>Forêt Ñandú</narrative></title>")).replace(
        "UTF-8", encoding
    )
    (one,), aside, _ = taken(tmp_path / "a.xml", content.encode(encoding))

    assert (one.titles[0].text, aside) == ("Forêt Ñandú", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_is_heeded(tmp_path, encoding):
    content = document(bare("XX-1", "<title><narrative>Forêt</narrative></title>")).replace(
        ' encoding="UTF-8"', ""
    )
    (one,), _, _ = taken(tmp_path / "a.xml", content.encode(encoding))

    assert one.titles[0].text == "Forêt"


def test_records_in_another_encoding_than_declared_are_set_aside_and_the_others_read(tmp_path):
    content = document(
        bare("XX-1"), bare("XX-2", "<title><narrative>Forêt</narrative></title>"), bare("XX-3")
    )
    found, aside, _ = taken(tmp_path / "a.xml", content.encode("latin-1"))

    assert [one.identifier for one in found] == ["XX-1", "XX-3"]
    assert [each.record for each in aside] == [4]


def test_an_encoding_that_cannot_be_divided_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(
        FeedError, match="written in “utf-7”, which is not read here; save it as UTF-8"
    ):
        taken(tmp_path / "a.xml", document(WELL).replace("UTF-8", "utf-7"))


def test_a_record_of_a_million_elements_is_set_aside_and_the_others_read(tmp_path):
    found, aside, _ = taken(
        tmp_path / "a.xml", document(bare("XX-1"), bare("XX-2", "<x/>" * 1_000_000), bare("XX-3"))
    )

    assert [one.identifier for one in found] == ["XX-1", "XX-3"]
    assert [(each.record, each.reason) for each in aside] == [(4, trees.TOO_LARGE)]


def test_a_record_larger_than_any_is_never_held_in_memory(tmp_path, monkeypatch):
    for name, value in {"LARGEST": 20_000, "PART": 1_000, "HEAD": 500}.items():
        monkeypatch.setattr(split, name, value)
    content = document(bare("XX-1"), bare("XX-2", "\n<x>long</x>" * 9_000), bare("XX-3"))
    found, aside, _ = taken(tmp_path / "a.xml", content)

    assert [(one.identifier, one.record) for one in found] == [("XX-1", 3), ("XX-3", 9005)]
    assert [(each.record, each.reason) for each in aside] == [(3, trees.TOO_LARGE)]


def test_a_record_without_identifier_is_set_aside_with_its_line(tmp_path):
    found, aside, _ = taken(tmp_path / "a.xml", document(bare("XX-1"), bare(" "), bare("XX-3")))

    assert [one.identifier for one in found] == ["XX-1", "XX-3"]
    assert [(each.file, each.record, each.reason) for each in aside] == [
        ("a.xml", 4, "the record has no identifier")
    ]
