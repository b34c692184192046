"""Every list in the form its publisher gives it: what becomes of a row, and which files are
refused.
"""

import json
from pathlib import Path

import openpyxl
import pytest

from convene.core.watchlists import Alias, cautions, counts
from convene.feeds import FeedError, watchlists
from convene.feeds.countries import codes
from tests.corpus.watchlists import lists

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">
<INDIVIDUALS><INDIVIDUAL><FIRST_NAME>FERDINAND</FIRST_NAME><SECOND_NAME>QUIBBLE</SECOND_NAME><UN_LIST_TYPE>FICTION</UN_LIST_TYPE>
<REFERENCE_NUMBER>FIi.001</REFERENCE_NUMBER><LISTED_ON>2020-05-31</LISTED_ON><COMMENTS1>Does not exist.</COMMENTS1><NATIONALITY><VALUE>Paraguay</VALUE></NATIONALITY>
<NAME_ORIGINAL_SCRIPT>فرديناند</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Fred Quibble</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Ferdy</ALIAS_NAME><NOTE>original script: Ферди</NOTE></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>QQ 123456</NUMBER>
<NOTE>expired 9 Sep. 2013, issued under name Frederik Quibblesen, born 1961; name in Arabic script: فريدريك
 كويبل</NOTE></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>ZORBLAX FRONT</FIRST_NAME><REFERENCE_NUMBER>FIe.002</REFERENCE_NUMBER>
<ENTITY_ADDRESS><COUNTRY>Burma</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>'


TELLING = watchlists.Telling(aside=lambda sentence: None)


def read(*paths: Path, form: str):
    ((name, files),) = watchlists.lists_in(paths, form=form).items()
    return list(watchlists.read(files, form=form, list=name, telling=TELLING))


def refusal(*paths: Path, form: str) -> str:
    with pytest.raises(FeedError) as refused:
        read(*paths, form=form)
    return str(refused.value)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, *rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_ofac_joins_aliases_addresses_and_remarks_by_entity_number(tmp_path):
    first, second, *_ = read(lists.ofac(tmp_path / "ofac"), form="ofac")

    assert (first.id, first.name, first.schema, first.countries) == (
        "101",
        "ZORBLAX TRADING, S.A.",
        "organisation",
        ("PY",),
    )
    assert first.programmes == ("FICTION", "TALES")
    assert first.aliases == (
        Alias(text="ZORBLAX COMERCIAL", quality="strong"),
        Alias(text="ZORBY", quality="weak"),
    )
    assert first.identifiers == (("Registration Number", "ZX-998877"),)
    assert (second.schema, second.born, second.countries, second.kind) == (
        "person",
        ("02 Mar 1961",),
        ("PY",),
        "sanction",
    )


def test_ofac_files_may_be_given_one_by_one_and_in_latin_1(tmp_path):
    folder = lists.ofac(
        tmp_path / "ofac",
        sdn=[(1, "CAFÉ ZORBLAX", lists.NULL, "FICTION", lists.NULL)],
        alt=[],
        add=[],
        end="",
    )
    (folder / "alt.csv").unlink()
    (folder / "add.csv").unlink()

    assert [entry.name for entry in read(folder / "sdn.csv", form="ofac")] == ["CAFÉ ZORBLAX"]


def test_ofac_keeps_the_non_sdn_list_apart(tmp_path):
    folder = lists.ofac(tmp_path / "ofac")
    (folder / "sdn.csv").rename(folder / "cons_prim.csv")
    (folder / "alt.csv").rename(folder / "cons_alt.csv")

    assert {
        name: len(files) for name, files in watchlists.lists_in([folder], form="ofac").items()
    } == {"ofac": 1, "ofac-non-sdn": 2}


def test_ofac_refuses_a_file_cut_in_the_middle_of_a_row(tmp_path):
    folder = lists.ofac(tmp_path / "ofac", end="")
    whole = (folder / "sdn.csv").read_bytes()

    for cut in (whole[:-40], whole[: whole.rindex(b'"BRUMBLE') + 4]):
        (folder / "sdn.csv").write_bytes(cut)
        assert "truncated" in refusal(folder, form="ofac")


def test_ofac_refuses_a_file_cut_between_two_rows_when_aliases_say_so(tmp_path):
    folder = lists.ofac(tmp_path / "ofac", sdn=lists.SDN[:2])

    assert "alt.csv speaks of 1 entity numbers that are not in it, such as 103" in refusal(
        folder, form="ofac"
    )


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "<html>Moved</html>", ""])
def test_ofac_refuses_other_files(tmp_path, content):
    assert refusal(written(tmp_path / "sdn.csv", content), form="ofac").startswith("sdn.csv: ")


def test_un_reads_both_kinds_with_the_quality_of_aliases(tmp_path):
    person, organisation = read(written(tmp_path / "un.xml", UN), form="un")

    assert (person.id, person.name, person.schema, person.countries) == (
        "FIi.001",
        "FERDINAND QUIBBLE",
        "person",
        ("PY",),
    )
    assert [(alias.text, alias.quality) for alias in person.aliases] == [
        ("فرديناند", "strong"),
        ("Fred Quibble", "strong"),
        ("Ferdy", "weak"),
        ("Ферди", "weak"),
        ("فريدريك كويبل", ""),
        ("Frederik Quibblesen", ""),
    ]
    assert (person.born, person.identifiers) == (("1961",), (("Passport", "QQ 123456"),))
    assert (person.facts, organisation.facts) == ((("listed on", "2020-05-31"),), ())
    assert (organisation.id, organisation.schema, organisation.countries) == (
        "FIe.002",
        "organisation",
        ("MM",),
    )
    assert watchlists.dated([tmp_path / "un.xml"], form="un") == "2026-02-27"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (BOMB, "declares entities or a document type"),
        (OUTSIDE, "declares entities or a document type"),
        (UN[:-200], "this is not whole XML"),
        ("<HTML><BODY/></HTML>", "it holds <HTML>, not <CONSOLIDATED_LIST>"),
        ("", "the file is empty"),
        ("no XML at all", "this is not whole XML"),
    ],
)
def test_un_refuses_bombs_and_what_is_not_whole(tmp_path, text, sentence):
    assert sentence in refusal(written(tmp_path / "un.xml", text), form="un")


def test_a_document_type_hides_in_no_other_encoding(tmp_path):
    (tmp_path / "un.xml").write_bytes(
        BOMB.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")
    )

    assert "declares entities" in refusal(tmp_path / "un.xml", form="un")


def test_world_bank_finds_names_in_brackets_and_leaves_footnotes_out(tmp_path):
    file = workbook(
        tmp_path / "wb.xlsx",
        ["Downloaded on: 07/01/2025"],
        [
            "Firm Name",
            "Additional Firm Info",
            "Address",
            "Country",
            "Ineligibility Period",
            None,
            "Grounds",
        ],
        [None, None, None, None, "From Date", "To Date"],
        [
            "ZORBLAX LTD *12",
            "(ZBX Group) (Reg. No. 99887) *12",
            "1 Nowhere",
            "Paraguay",
            "2024-12-10",
            "2027-08-09",
            "Fraud",
        ],
    )

    (entry,) = read(file, form="worldbank")

    assert (entry.name, [alias.text for alias in entry.aliases], entry.countries) == (
        "ZORBLAX LTD",
        ["ZBX Group"],
        ("PY",),
    )
    assert (entry.reason, entry.kind) == ("Fraud; 2024-12-10 to 2027-08-09", "debarment")
    assert entry.identifiers == (("Registration number", "99887"),)


def test_idb_and_ebrd_and_australia(tmp_path):
    idb = workbook(
        tmp_path / "idb.xlsx",
        [
            "Title",
            "Entity",
            "Nationality",
            "Country",
            "From",
            "To",
            "Grounds",
            "Source",
            "Other Name",
        ],
        [
            "“Zorblax” LLP (“Zorb”)",
            "Firm",
            "Paraguay",
            "Kenya",
            "Jul 03, 2024",
            "Jan 12, 2027",
            " Fraud",
            "IDB",
            "ZBX",
        ],
    )
    ebrd = written(
        tmp_path / "ebrd.csv",
        "\ufeffFirm Name,Address,Nationality,Ineligible From, Ineligible Until,Originating Institution,Prohibited Practice\n"
        '""Zorblax" LLC","1 Nowhere","Türkiye",,Ongoing,"EBRD","Fraud"\n',
    )
    australia = workbook(
        tmp_path / "au.xlsx",
        [
            "Reference",
            "Name of Individual or Entity",
            "Type",
            "Name Type",
            "Citizenship",
            "Committees",
        ],
        ["7a", "Fred Quibble", "Individual ", "aka", "Syrian", "Fiction"],
        [7, "Ferdinand QUIBBLE", "individual", "Primary Name ", "Syrian", "Fiction"],
    )

    assert [
        (entry.name, [alias.text for alias in entry.aliases]) for entry in read(idb, form="idb")
    ] == [("“Zorblax” LLP", ["Zorb", "ZBX"])]
    assert [(entry.countries, entry.programmes) for entry in read(ebrd, form="ebrd")] == [
        (("TR",), ("EBRD",))
    ]
    assert [
        (entry.id, entry.name, entry.aliases[0].text, entry.countries)
        for entry in read(australia, form="australia")
    ] == [("7", "Ferdinand QUIBBLE", "Fred Quibble", ("SY",))]


def entity(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties})


def test_ftm_joins_sanctions_to_their_entity_wherever_they_stand(tmp_path):
    file = written(
        tmp_path / "a.json",
        "\n".join(
            [
                entity(
                    "z1",
                    "Company",
                    name=["Zorblax"],
                    weakAlias=["ZBX"],
                    country=["py"],
                    topics=["sanction"],
                    innCode=["7704484400"],
                ),
                entity("a1", "Address", full=["1 Nowhere"]),
                entity(
                    "s1", "Sanction", entity=["z1"], program=["FICTION"], reason=["It is a story."]
                ),
            ]
        ),
    )

    (entry,) = read(file, form="ftm")

    assert (entry.name, entry.kind, entry.countries, entry.programmes, entry.reason) == (
        "Zorblax",
        "sanction",
        ("PY",),
        ("FICTION",),
        "It is a story.",
    )
    assert entry.aliases == (Alias(text="ZBX", quality="weak"),)
    assert entry.identifiers == (("innCode", "7704484400"),)


def test_ftm_that_is_nested_too_deeply_is_called_so(tmp_path):
    file = written(tmp_path / "a.json", entity("z1", "Company", name=["Z"]) + "\n" + "[" * 200_000)

    assert refusal(file, form="ftm") == "a.json: line 2: it is nested too deeply"


@pytest.mark.parametrize("line", ["not json", "[1]", '{"id": 1}', '{"id": "x", "schema": "Person"'])
def test_ftm_refuses_other_lines_and_says_where(tmp_path, line):
    file = written(tmp_path / "a.json", entity("z1", "Company", name=["Zorblax"]) + "\n" + line)

    assert refusal(file, form="ftm").startswith("a.json: line 2: ")


@pytest.mark.parametrize(
    ("topics", "kind", "counted"),
    [
        (("sanction",), "sanction", True),
        (("debarment",), "debarment", True),
        (("role.pep",), "other", True),
        ((), "other", True),
        (("wanted",), "other", False),
        (("poi", "role.rca"), "other", False),
        (("role.journo",), "other", False),
        (("role.act", "wanted"), "other", False),
        (("sanction.counter",), "other", False),
        (("role.journo", "sanction"), "sanction", True),
    ],
)
def test_topics_that_protect_or_mislead_never_count_by_themselves(tmp_path, topics, kind, counted):
    (entry,) = read(
        written(
            tmp_path / "a.json",
            entity("z1", "Person", name=["Ferdinand Quibble"], topics=list(topics)),
        ),
        form="ftm",
    )

    assert (entry.kind, counts(entry.topics)) == (kind, counted)


def test_a_journalist_is_someone_to_protect():
    assert tuple(map(str, cautions(("role.journo", "wanted")))) == (
        "The list says that this is a journalist: a reason to protect them, never a risk.",
        "The list says that this is wanted; it may come from a repressive state and counts for nothing by itself.",
    )


def test_an_own_list_may_hold_no_more_than_id_and_name(tmp_path):
    (entry,) = read(lists.own(tmp_path / "own.csv", "7,Zorblax", header="id,name"), form="csv")

    assert (entry.list, entry.id, entry.name, entry.kind) == ("own", "7", "Zorblax", "own")


def test_an_own_list_with_everything(tmp_path):
    (entry,) = read(
        lists.own(
            tmp_path / "own.csv", "7,Zorblax,ZBX; Zorb,organisation,PY;BY,no deals,They cheat"
        ),
        form="csv",
    )

    assert ([alias.text for alias in entry.aliases], entry.schema, entry.countries) == (
        ["ZBX", "Zorb"],
        "organisation",
        ("PY", "BY"),
    )
    assert (entry.programmes, entry.reason) == (("no deals",), "They cheat")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "7,Zorblax,,firm,,,",
            "own.csv: row 2: schema “firm” is not known; write organisation or person",
        ),
        ("7,Zorblax,,,Narnia,,", "country “Narnia” is not known"),
    ],
)
def test_an_own_list_is_refused_where_it_leaves_doubt(tmp_path, row, sentence):
    assert sentence in refusal(lists.own(tmp_path / "own.csv", row), form="csv")


def test_an_own_list_with_an_unknown_column_is_refused(tmp_path):
    assert "the column “alias” is not known" in refusal(
        lists.own(tmp_path / "own.csv", "7,Z,z", header="id,name,alias"), form="csv"
    )


def test_countries_are_known_under_many_names():
    assert codes(
        "Cote d'Ivoire",
        "Congo, Democratic Republic of the",
        "Türkiye",
        "Russian Federation",
        "py",
        "Nowhere",
        "",
    ) == (
        "CI",
        "CD",
        "TR",
        "RU",
        "PY",
    )


@pytest.mark.parametrize("form", watchlists.FORMS)
def test_every_form_says_who_publishes_it_and_how_many_entries_to_expect(form):
    found = watchlists.source(form)

    assert found.publisher
    assert found.licence
    assert 0 < found.expect.min < found.expect.max


@lists.needs_shared
@pytest.mark.parametrize(
    ("form", "path", "entries"),
    [
        ("ofac", "ofac-2021-07", 8976),
        ("un", "UN_consolidated.xml", 1003),
        (
            "worldbank",
            "debarment/world_bank_listing_of_ineligible_firms_and_individuals.xlsx",
            1285,
        ),
        (
            "idb",
            "debarment/Inter-American_Development_Bank-Sanctioned_Firms_and_Individuals.xlsx",
            1081,
        ),
        (
            "ebrd",
            "debarment/european_bank_for_reconstruction_and_development_ineligible_firms.csv",
            1322,
        ),
    ],
)
def test_the_real_lists_are_read_whole(form, path, entries):
    assert len(read(lists.SHARED / "sanctions" / path, form=form)) == entries
