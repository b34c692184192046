"""Files screened: a line for each row, in order, none lost and none twice,
whatever kills the run.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from convene.core.progress import quiet
from convene.corpus.watchlists.asked import asked
from convene.feeds import FeedError
from convene.questions.batch import screen_file
from tests.corpus.watchlists.lists import SDN, ofac, take_in


@pytest.fixture(autouse=True)
def loaded(tmp_path):
    """Every test screens against the same list."""
    take_in(ofac(tmp_path / "ofac"), form="ofac")


def table(path: Path, rows: int) -> Path:
    path.write_text("name,id\n" + "".join(f"Zorblax Trading {n},{n}\n" for n in range(rows)))
    return path


def screened(file: Path, out: Path, *, threshold: float = 0):
    return screen_file(file, out=out, threshold=threshold, progress=quiet)


def answers(out: Path):
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_each_row_has_its_line_as_promised(tmp_path):
    (tmp_path / "in.csv").write_text(
        "name,country,type,id\nZorblax Trading SA,PY,company,a-1\nNobody At All,,,a-2\n"
    )
    count = screened(tmp_path / "in.csv", tmp_path / "out.jsonl")
    first, second = answers(tmp_path / "out.jsonl")

    assert list(first) == [
        "query",
        "id",
        "matches",
        "more",
        "of",
        "error",
        "notes",
        "where",
        "asked_type",
        "asked_country",
        "asked_nationality",
        "asked_born",
        "asked_numbers",
    ]
    assert list(first["matches"][0]) == [
        "list",
        "list_date",
        "entry",
        "name",
        "score",
        "band",
        "why",
        "kind",
        "countries",
        "born",
        "identifiers",
        "until",
        "facts",
    ]
    assert (first["query"], first["id"], first["matches"][0]["entry"]) == (
        "Zorblax Trading SA",
        "a-1",
        "101",
    )
    assert (second["query"], second["matches"]) == ("Nobody At All", [])
    assert (count.rows, count.alerts, count.faults) == (2, 1, [])


def test_rows_that_cannot_be_asked_keep_their_place_and_say_why(tmp_path):
    (tmp_path / "in.csv").write_text("name,country,id\n,PY,1\n---,PY,2\nZorblax,Narnia,3\n")
    count = screened(tmp_path / "in.csv", tmp_path / "out.jsonl")
    first, second, third = answers(tmp_path / "out.jsonl")

    assert (first["id"], first["error"]) == ("1", "in.csv: row 2: no name")
    assert second["error"] == "in.csv: row 3: the name “---” holds no letter"
    assert third["notes"] == ["in.csv: row 4: the country “Narnia” is not known and was left out"]
    assert (len(count.faults), len(count.notes)) == (2, 1)


def test_what_bears_a_name_is_understood_in_the_words_of_followthemoney_too(tmp_path):
    (tmp_path / "in.csv").write_text(
        "name,type\nZorblax,Company\nZorblax,LegalEntity\nZorblax,PublicBody\nZorblax,ship\nZorblax,x\n"
    )
    found = list(asked(tmp_path / "in.csv"))

    assert [one.query.schema for one in found] == [
        "organisation",
        "unknown",
        "organisation",
        "unknown",
        "unknown",
    ]
    assert [len(one.notes) for one in found] == [0, 0, 0, 0, 1]


def test_a_name_that_is_a_formula_is_not_guessed(tmp_path):
    book = openpyxl.Workbook()
    for row in (["name", "id"], ["=A9", "1"], ["Zorblax", "2"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "in.xlsx")
    screened(tmp_path / "in.xlsx", tmp_path / "out.jsonl")
    first, second = answers(tmp_path / "out.jsonl")

    assert (
        first["error"]
        == "in.xlsx: row 2: the name is a formula without a value; paste the names as values"
    )
    assert second["query"] == "Zorblax"


def test_a_workbook_holds_a_row_for_each_match_and_no_formula(tmp_path):
    (tmp_path / "in.csv").write_text('name,id\nZorblax Trading SA,1\n"=cmd|x",2\n')
    screened(tmp_path / "in.csv", tmp_path / "out.xlsx")
    header, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows()

    assert [cell.value for cell in header] == [
        "query",
        "where",
        "id",
        "of",
        "asked_type",
        "asked_country",
        "asked_nationality",
        "asked_born",
        "asked_numbers",
        "answered",
        "list",
        "list_date",
        "entry",
        "name",
        "score",
        "band",
        "kind",
        "born",
        "countries",
        "identifiers",
        "until",
        "why",
    ]
    shown = {title.value: cell.value for title, cell in zip(header, rows[0], strict=True)}
    assert (shown["query"], shown["id"], shown["answered"]) == ("Zorblax Trading SA", "1", "yes")
    assert (shown["list"], shown["entry"]) == ("ofac", "101")
    assert (rows[-1][0].value, rows[-1][0].data_type) == ("=cmd|x", "s")


def test_matches_below_the_threshold_are_left_out(tmp_path):
    table(tmp_path / "in.csv", 3)
    screened(tmp_path / "in.csv", tmp_path / "all.jsonl")
    screened(tmp_path / "in.csv", tmp_path / "some.jsonl", threshold=0.99999)

    assert answers(tmp_path / "all.jsonl")[0]["matches"]
    assert [answer["matches"] for answer in answers(tmp_path / "some.jsonl")] == [[], [], []]


KILLED = """
import os, signal, sys
from pathlib import Path
from convene.questions.batch import screen_file

def progress(what, done, of):
    if done == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

screen_file(Path(sys.argv[1]), out=Path(sys.argv[2]), threshold=0, progress=progress)
"""


@pytest.mark.disaster
def test_a_killed_run_goes_on_without_loss_or_duplicates(tmp_path):
    file, out = table(tmp_path / "in.csv", 3000), tmp_path / "out.jsonl"
    for rows in (900, 2500):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(file), str(out), str(rows)],
            env=dict(os.environ),
            timeout=60,
            check=False,
        )
        assert ended.returncode == -signal.SIGKILL
        assert not out.exists()

    count = screened(file, out)

    assert 0 < count.resumed < 3000
    assert count.rows == 3000
    assert [answer["id"] for answer in answers(out)] == [str(n) for n in range(3000)]
    assert list(tmp_path.glob(".out*")) == []


def test_half_a_line_is_answered_again(tmp_path):
    file, out = table(tmp_path / "in.csv", 4), tmp_path / "out.jsonl"
    screened(file, out)
    whole = out.read_bytes()
    with pytest.raises(RuntimeError):
        screen_file(file, out=out, threshold=0, progress=stop)
    (part,) = tmp_path.glob(".out*.part")
    part.write_bytes(whole[: len(whole) // 2])

    screened(file, out)

    assert out.read_bytes() == whole


def stop(_what: str, _done: int, _of: int) -> None:
    """End a run as a fault would."""
    raise RuntimeError


def test_answers_for_other_rows_are_never_taken_up(tmp_path):
    out = tmp_path / "out.jsonl"
    with pytest.raises(RuntimeError):
        screen_file(table(tmp_path / "in.csv", 4), out=out, threshold=0, progress=stop)

    count = screened(table(tmp_path / "in.csv", 2), out)

    assert (count.resumed, len(answers(out))) == (0, 2)
    assert list(tmp_path.glob(".out*")) == []


@pytest.mark.parametrize("threshold", [0, 0.5])
def test_two_screenings_do_not_write_one_file(tmp_path, threshold):
    file, out = table(tmp_path / "in.csv", 4), tmp_path / "out.jsonl"

    def another(_what: str, _done: int, _of: int) -> None:
        with pytest.raises(FeedError, match=r"out\.jsonl: another screening is writing this file"):
            screened(file, out, threshold=threshold)

    assert screen_file(file, out=out, threshold=0, progress=another).rows == len(answers(out)) == 4


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FeedError, match=r"none\.csv: No such file"):
        screened(tmp_path / "none.csv", tmp_path / "out.jsonl")


ASK = (
    "Nothing close was found under this name as it is written. Lists are mostly in Latin "
    "letters, and names in this script are missed more often: ask again in Latin letters."
)


def test_a_name_whose_script_is_found_less_surely_is_to_be_asked_in_latin_letters(tmp_path):
    (tmp_path / "in.csv").write_text("name\nสมชาย วงศ์\nNobody At All\n", encoding="utf-8")
    screened(tmp_path / "in.csv", tmp_path / "out.jsonl")
    screened(tmp_path / "in.csv", tmp_path / "out.xlsx")
    _header, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows()

    assert [answer["notes"] for answer in answers(tmp_path / "out.jsonl")] == [
        [f"row 2: {ASK}"],
        [],
    ]
    assert [row[-1].value for row in rows] == [ASK, ""]


def test_lists_that_change_while_a_file_is_asked_end_the_run_and_certify_nothing(tmp_path):
    def change(_what: str, _done: int, _of: int) -> None:
        take_in(ofac(tmp_path / "newer", sdn=SDN[:-1]), form="ofac", day=1, force=True)

    file, out, paper = table(tmp_path / "in.csv", 3), tmp_path / "out.jsonl", tmp_path / "out.pdf"
    with pytest.raises(FeedError, match=r"in\.csv: the lists changed while it was asked; run it"):
        screen_file(file, out=out, threshold=0, progress=change, certificate=paper)
    assert not out.exists()
    assert not paper.exists()
    assert screened(file, out).resumed == 0
