"""`convene watchlist` and `convene screen` as people call them: exit statuses, one clear sentence
when refused.
"""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from convene.corpus.watchlists import serving
from convene.questions import batch
from tests.corpus.watchlists.lists import ofac, own
from tests.terminal import convene


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def test_load_status_and_screen(tmp_path: Path):
    empty = convene("watchlist", "status")
    loaded = convene(
        "watchlist", "load", ofac(tmp_path / "ofac"), "--as", "ofac", "--date", "2021-07-15"
    )
    status = convene("watchlist", "status")
    (tmp_path / "in.csv").write_text("name,id\nZorblax Trading SA,1\nNobody,2\n")
    lines = convene("screen", tmp_path / "in.csv", "--json").stdout.splitlines()
    written = convene("screen", tmp_path / "in.csv", "--out", tmp_path / "out.jsonl")
    words = convene("screen", "Zorblax Trading SA")

    assert "No watchlist is loaded." in empty.stdout
    assert (
        "ofac: 4 entries with 7 names, of 2021-07-15.\n  4 added, 0 removed, 0 changed."
        in loaded.stdout
    )
    assert "Warning: this is far fewer than such a list should hold." in loaded.stderr
    assert "Warning: this list is out of date." in status.stdout
    assert [json.loads(line)["id"] for line in lines] == ["1", "2"]
    assert json.loads(lines[0])["matches"][0]["band"] == "strong"
    assert (tmp_path / "out.jsonl").read_text().splitlines() == lines
    assert "2 rows; 1 with a possible or strong match, for a person to look at." in written.stderr
    assert "ZORBLAX TRADING, S.A. (ofac 101)" in words.stdout
    assert [each.returncode for each in (empty, loaded, status, written, words)] == [0] * 5


def test_a_list_without_a_day_is_said_to_be_of_none_and_a_row_at_fault_to_be_not_screened(
    tmp_path: Path,
):
    rows = own(tmp_path / "own.csv", "7,Wanda Quill,1961", header="id,name,born")
    loaded = convene("watchlist", "load", rows, "--as", "csv")
    status = convene("watchlist", "status")
    (tmp_path / "in.csv").write_text("name,dob,phone\nWanda Quill,1990,1\n#N/A,,\nTBC,,\n")
    screened = convene("screen", tmp_path / "in.csv")

    assert "own: 1 entry with 1 name, date unknown." in loaded.stdout
    assert "load it again with --date" in loaded.stderr
    assert "date unknown" in status.stdout
    assert "Born: asked for 1990, but the list says 1961." in screened.stdout
    assert "#N/A: not screened.\nTBC: nothing found.\n" in screened.stdout
    assert "in.csv: not used: the column “phone”." in screened.stderr
    assert "Rows that hold what people write for no name: 1." in screened.stderr
    assert screened.returncode == 1


def test_refusals_are_sentences(tmp_path: Path):
    (tmp_path / "sdn.csv").write_bytes(b"")
    (tmp_path / "in.csv").write_text("title\nx\n")
    unscreened = convene("screen", "Zorblax")
    own_list = convene(
        "watchlist", "load", own(tmp_path / "own.csv", "7,Zorblax", header="id,name"), "--as", "csv"
    )
    calls = {
        "“pdf” is not a form that is read here": convene(
            "watchlist", "load", tmp_path, "--as", "pdf"
        ),
        "sdn.csv: the file is empty.": convene(
            "watchlist", "load", tmp_path / "sdn.csv", "--as", "ofac"
        ),
        "none.csv: there is no such file.": convene(
            "watchlist", "load", tmp_path / "none.csv", "--as", "ofac"
        ),
        "in.csv: there is no column “name”; found title (row 1, of 2 looked at).": convene(
            "screen", tmp_path / "in.csv"
        ),
        "no.csv: No such file or directory.": convene("screen", tmp_path / "no.csv"),
        "--out writes the answers": convene("screen", "Zorblax", "--out", tmp_path / "out.pdf"),
        "Nothing is fetched, because no address is configured.": convene("watchlist", "update"),
        "There is no earlier version of the list “own”.": convene("watchlist", "rollback", "own"),
    }

    assert unscreened.returncode == 1
    assert "No watchlist is loaded, so nobody was screened." in unscreened.stderr
    assert own_list.returncode == 0
    assert {
        sentence: call.stderr
        for sentence, call in calls.items()
        if sentence not in call.stderr or call.returncode not in {1, 2}
    } == {}
    assert [call.stderr for call in calls.values() if "Traceback" in call.stderr] == []


def test_rows_that_could_not_be_screened_end_with_a_status_of_their_own(tmp_path: Path):
    convene(
        "watchlist",
        "load",
        own(tmp_path / "own.csv", "7,Zorblax", header="id,name"),
        "--as",
        "csv",
        "--list",
        "our-list",
    )
    (tmp_path / "in.csv").write_text("name\nZorblax\n?\n")
    answer = convene("screen", tmp_path / "in.csv", "--json")

    assert answer.returncode == 1
    assert json.loads(answer.stdout.splitlines()[0])["matches"][0]["list"] == "our-list"
    assert "in.csv: row 3: the name “?” holds no letter." in answer.stderr
    assert "1 of 2 could not be screened" in answer.stderr


def test_what_is_not_shown_is_counted_in_words_and_in_json(tmp_path: Path):
    rows = [f"{number},Wandolin Tarvesk,person" for number in range(25)]
    namesakes = own(tmp_path / "own.csv", *rows, header="id,name,schema")
    convene("watchlist", "load", namesakes, "--as", "csv", "--date", "2026-01-01")
    (tmp_path / "in.csv").write_text("name,type\nWandolin Tarvesk,person\n")
    convene("screen", tmp_path / "in.csv", "--out", tmp_path / "out.xlsx")

    words = convene("screen", "Wandolin Tarvesk", "--type", "person").stdout
    answer = json.loads(convene("screen", tmp_path / "in.csv", "--json").stdout)
    *_rows, last = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values

    assert "15 more entries are possibly or strongly alike." in words
    assert (len(answer["matches"]), answer["more"]) == (10, 15)
    assert last[-1] == "15 more entries are possibly or strongly alike."


@pytest.mark.parametrize("file", ["partners.ods", "partners.XLS", "Zorblax", "list.pdf"])
def test_a_file_is_read_or_refused_and_never_taken_for_a_name(tmp_path: Path, file: str):
    convene(
        "watchlist", "load", own(tmp_path / "own.csv", "7,Zorblax", header="id,name"), "--as", "csv"
    )
    if file != "list.pdf":
        (tmp_path / file).write_text("name\nZorblax\n")
    refused = convene("screen", tmp_path / file)
    (tmp_path / "in.tsv").write_text("name\tcountry\nZorblax, Ltd\tPY\n")
    read = convene("screen", tmp_path / "in.tsv")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{file}: only .csv, .tsv, .txt and .xlsx files are read here" in refused.stderr
    assert "Zorblax (own 7)" in read.stdout


def test_owners_of_a_second_sheet_are_asked_and_the_answer_says_whose_they_are(tmp_path: Path):
    people = own(
        tmp_path / "own.csv",
        "7,Wandolin Tarvesk,person,1961,PY",
        header="id,name,schema,born,country",
    )
    convene("watchlist", "load", people, "--as", "csv", "--date", "2026-01-01")
    book = openpyxl.Workbook()
    partners, owners = book.worksheets[0], book.create_sheet("Owners")
    for row in (["name", "country"], ["Zorblax Trading", "PY"]):
        partners.append(row)
    for row in (
        ["owner of", "name", "type", "date of birth", "nationality"],
        ["Zorblax Trading", "Wandolin Tarvesk", "person", "1961-03-02", "PY"],
        ["Zorblax Trading", "2026-01-01", "person", "", ""],
    ):
        owners.append(row)
    book.save(tmp_path / "in.xlsx")
    convene("screen", tmp_path / "in.xlsx", "--out", tmp_path / "out.xlsx")
    header, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values
    told = [dict(zip(header, row, strict=True)) for row in rows]

    assert [(row["query"], row["of"], row["answered"]) for row in told] == [
        ("Zorblax Trading", "", "yes"),
        ("Wandolin Tarvesk", "Zorblax Trading", "yes"),
        ("2026-01-01", "Zorblax Trading", "no"),
    ]
    found = told[1]
    assert [found[name] for name in ("list", "list_date", "band", "born", "countries")] == [
        "own",
        "2026-01-01",
        "strong",
        "1961",
        "PY",
    ]
    assert [found[name] for name in ("asked_born", "asked_nationality", "asked_country")] == [
        "1961-03-02",
        "PY",
        "",
    ]
    assert "Wandolin Tarvesk (of Zorblax Trading)" in convene("screen", tmp_path / "in.xlsx").stdout


def test_a_nationality_and_a_birth_that_are_given_are_held_against_the_entry(tmp_path: Path):
    people = own(
        tmp_path / "own.csv",
        "7,Wandolin Tarvesk,person,1961,PY",
        header="id,name,schema,born,country",
    )
    convene("watchlist", "load", people, "--as", "csv", "--date", "2026-01-01")
    (tmp_path / "in.csv").write_text(
        "name,type,nationality,born\n"
        "Wandolin Tarvesk,person,Paraguay,1961\n"
        "Wandolin Tarvesk,person,Angola,1988\n"
    )
    lines = convene("screen", tmp_path / "in.csv", "--json").stdout.splitlines()
    same, other = (json.loads(line)["matches"][0] for line in lines)

    assert (same["band"], other["band"]) == ("strong", "possible")
    assert same["score"] > other["score"]
    assert any("1988" in sentence and "1961" in sentence for sentence in other["why"])


@pytest.fixture
def screened_table(tmp_path: Path) -> Path:
    people = own(
        tmp_path / "own.csv",
        "7,Wandolin Tarvesk,person,1961,PY",
        "8,Wanda Quill,person,1990,AO",
        header="id,name,schema,born,country",
    )
    convene("watchlist", "load", people, "--as", "csv", "--date", "2026-01-01")
    (tmp_path / "in.csv").write_text(
        "name,type,nationality,born,of\n"
        "Wandolin Tarvesk,person,PY,1961,Zorblax Trading\n"
        "Harbour Works,organisation,,,\n"
        "#N/A,,,,\n"
    )
    return tmp_path / "in.csv"


def words(file: Path) -> str:
    pages = PdfReader(file).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("answers", ["out.jsonl", "out.xlsx"])
def test_a_certificate_says_what_was_asked_of_which_lists_and_what_came_of_it(
    screened_table: Path, answers: str
):
    out, to = screened_table.with_name(answers), screened_table.with_name("certificate.pdf")
    done = convene("screen", screened_table, "--out", out, "--certificate", to)
    said, plain = words(to), words(to).replace(" ", "")

    assert done.returncode == 1  # one row could not be asked
    assert f"Wrote {to}" in done.stderr
    for expected in (
        "Screening certificate",
        "Rows 3",
        "Rows that could not be asked 1",
        "row 2 Wandolin Tarvesk – type: person; nationality: PY; born: 1961; of: Zorblax Trading Yes",
        "row 3 Harbour Works – type: organisation Yes",
        "row 4 #N/A – – Not asked",
        "Wandolin Tarvesk (own, 7)",
        "strong, for Wandolin Tarvesk, row 2.",
        "The list says: 1961, PY.",
        "Not asked: in.csv: row 4: the name is an error of the spreadsheet, #N/A.",
    ):
        assert expected in said
    for file in (screened_table, out):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in plain


def test_a_certificate_says_of_each_row_what_was_asked_and_which_lists_were_not(tmp_path: Path):
    people = own(tmp_path / "own.csv", "7,Wanda Quill,1961", header="id,name,born")
    convene("watchlist", "load", people, "--as", "csv", "--list", "un", "--date", "2026-01-01")
    (tmp_path / "in.csv").write_text(
        "name,id,country,born,passport\n"
        "\u202eWanda Quill,p-1,KE,31/02/1957,QQ 123456\n"
        f"{'Z' * 3000},p-2,,02/03/1961,\n",
        encoding="utf-8",
    )
    to = tmp_path / "c.pdf"
    convene("screen", tmp_path / "in.csv", "--out", tmp_path / "o.jsonl", "--certificate", to)
    said = words(to)

    for expected in (
        "row 2 Wanda Quill p-1 country: KE; numbers: QQ 123456 Yes",
        "the name “Wanda Quill” holds signs that nobody sees (U+202E): asked without them.",
        "row 2: the date of birth “31/02/1957” is no day of the calendar: asked without it.",
        "Dates of birth that do not tell the day from the month, asked as either: 1.",
        "Not loaded, and so not looked through: United States (OFAC): SDN list, ",
        "European Union consolidated list, United Kingdom sanctions list, ",
    ):
        assert expected in said
    gap = said[said.index("Not loaded, and so") : said.index("Dates of birth that")]
    assert "United Nations" not in gap.partition(".")[0]
    lines = [len(word) for word in said.split() if set(word) == {"Z"} and len(word) > 1]
    assert (max(lines) < 100, sum(lines)) == (True, 3000)


def test_a_certificate_stands_beside_answers_that_are_written(screened_table: Path):
    to = screened_table.with_name("certificate.pdf")
    alone = convene("screen", screened_table, "--certificate", to)
    other = convene(
        "screen", screened_table, "--out", to.with_name("o.jsonl"), "--certificate", "c.docx"
    )

    assert [alone.returncode, other.returncode] == [2, 2]
    assert "--certificate writes FILE.pdf beside the answers" in alone.stderr
    assert not to.exists()


@pytest.mark.parametrize("born", ["31/02/1989", "99/99/1900", "89", "2031", "unknown"])
def test_a_date_that_cannot_be_lowers_no_match_and_is_said(tmp_path: Path, born: str):
    people = own(tmp_path / "own.csv", "7,Wanda Quill,person,1961", header="id,name,schema,born")
    convene("watchlist", "load", people, "--as", "csv", "--date", "2026-01-01")
    alone = convene("screen", "Wanda Quill", "--type", "person")
    dated = convene("screen", "Wanda Quill", "--type", "person", "--born", born)

    assert dated.stdout == alone.stdout
    assert "strong" in alone.stdout
    assert f"the date of birth “{born}” " in dated.stderr
    assert dated.stderr.endswith(": asked without it.\n")


def test_a_run_that_is_taken_up_again_is_certified_as_a_whole(screened_table: Path):
    out, to = screened_table.with_name("out.jsonl"), screened_table.with_name("certificate.pdf")
    convene("screen", screened_table, "--out", out)
    first, *_rest = out.read_bytes().splitlines(keepends=True)
    convene("screen", screened_table, "--out", out, "--certificate", to)
    part = batch._part(screened_table, serving.pointer(), out=out, threshold=0.0)
    part.write_bytes(first)
    again = convene("screen", screened_table, "--out", out, "--certificate", to)

    assert "Went on after 1 row answered before." in again.stderr
    assert "Rows 3" in words(to)
