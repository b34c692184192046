"""`convene match` as people call it: pairs in, scores and reasons out, and one clear sentence when
a file is no use.
"""

import csv
import io
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.terminal import Said, convene


def match(file: Path, *more: str) -> Said:
    return convene("match", file, *more)


def given(folder: Path, content: str | bytes) -> Path:
    file = folder / "pairs.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_score_verdict_and_reasons_are_added(tmp_path: Path):
    file = given(
        tmp_path,
        "name_1,name_2\nLantern Harbour Ltd,LANTERN HARBOUR LIMITED\nLantern Harbour Ltd,Blue Mountain Ltd\n",
    )
    done = match(file)
    rows = read(done.stdout)

    assert done.returncode == 0
    assert [row["verdict"] for row in rows] == ["same", "different"]
    assert 0 <= float(rows[1]["score"]) < float(rows[0]["score"]) < 1
    assert "“blue”, “mountain”" in rows[1]["why"]


def test_countries_and_the_kind_of_bearer_are_heard_and_other_columns_kept(tmp_path: Path):
    head, names = "id,name_1,name_2,country_1,country_2,schema", "Lantern Harbour,Lantern Harbour"
    file = given(
        tmp_path,
        f"{head}\na,{names},PY,py,organisation\nb,{names},PY,FR,Company\nc,{names},,,person\n",
    )
    rows = read(match(file).stdout)

    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert float(rows[0]["score"]) > float(rows[1]["score"])
    assert "They are in different countries." in rows[1]["why"]


def test_the_columns_are_called_as_the_file_calls_them(tmp_path: Path):
    done = match(given(tmp_path, "Our ID,Name_1,name_2\n7,Lantern,Lantern\n"))

    assert done.stdout.splitlines()[0] == "Our ID,Name_1,name_2,score,verdict,why"


def test_a_long_comparison_says_what_it_does(tmp_path: Path):
    done = match(
        given(tmp_path, "name_1,name_2\nLantern,Lantern\n"), "--out", str(tmp_path / "out.csv")
    )

    assert done.stderr == "Comparing names …\n"


@pytest.mark.skipif(
    find_spec("nomenklatura") is not None,
    reason="nomenklatura is installed, so its opinion is there",
)
def test_a_second_opinion_that_is_not_installed_is_said_to_be_so(tmp_path: Path):
    done = match(given(tmp_path, "name_1,name_2\nLantern,Lantern\n"), "--second-opinion")

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "A second opinion needs nomenklatura, which is not installed here: pip install 'convene[logic]'."
    )


@pytest.mark.skipif(
    find_spec("nomenklatura") is None, reason="the extra convene[logic] is not installed"
)
def test_a_second_opinion_stands_beside_the_first(tmp_path: Path):
    rows = read(
        match(
            given(
                tmp_path, "name_1,name_2\nJohn Lantern,Lantern John\nJohn Lantern,Mary Harbour\n"
            ),
            "--second-opinion",
        ).stdout
    )

    assert float(rows[1]["logic"]) < float(rows[0]["logic"]) <= 1


def test_an_answer_in_a_file_is_whole_or_not_there(tmp_path: Path):
    out = tmp_path / "out.csv"
    assert (
        match(
            given(tmp_path, "name_1,name_2\na lantern,the lantern\n"), "--out", str(out)
        ).returncode
        == 0
    )
    assert len(read(out.read_text(encoding="utf-8"))) == 1

    out.unlink()
    assert (
        match(given(tmp_path, b"name_1,name_2\na,b\n\xff\xff,b\n"), "--out", str(out)).returncode
        == 2
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "pairs.csv"]


def test_no_cell_of_the_answer_is_a_formula(tmp_path: Path):
    file = given(tmp_path, "name_1,name_2,=note\n=HYPERLINK(1),+1+1,@x\n-2,\tlantern,ok\n")
    cells = [cell for row in csv.reader(io.StringIO(match(file).stdout)) for cell in row]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_row_that_cannot_be_read_is_set_aside_and_named(tmp_path: Path):
    file = given(
        tmp_path,
        "name_1,name_2,country_1,schema\nLantern,Lantern,Burma?,\nLantern,Lantern,,ship\nLantern,Lantern,PY,\n",
    )
    done = match(file)

    assert done.returncode == 1
    assert [row["verdict"] for row in read(done.stdout)] == ["", "", "same"]
    assert (
        "pairs.csv: row 2: country_1: “BURMA?” is no country code of ISO 3166-1, such as PY."
        in done.stderr
    )
    assert (
        "pairs.csv: row 3: schema: “ship” should be organisation, person or unknown." in done.stderr
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "pairs.csv: the file is empty"),
        (b"name_1,name_2\n", "pairs.csv: there are no rows under the header"),
        (b"left,right\na,b\n", "pairs.csv: there is no column “name_1”"),
        (b"name_1,name_2,score\na,b,1\n", "there is a column “score” already"),
        (b"\x7fELF\x00\x01\x02", "pairs.csv: this is a binary file"),
        ("name_1,name_2\nJosé,b\n".encode("latin-1"), "is not UTF-8"),
        (
            b'name_1,name_2\n"' + b"x" * 10_000_000 + b'",b\n',
            "a cell is longer than 100,000 characters",
        ),
    ],
    ids=[
        "empty",
        "only a header",
        "other columns",
        "a column in the way",
        "binary",
        "latin-1",
        "10 MB in one cell",
    ],
)
def test_a_file_of_no_use_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str):
    done = match(given(tmp_path, content))

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_odd_names_get_sane_answers(tmp_path: Path):
    names = ["x", "…!", "y" * 10_000, "\u202eשלום lantern", "😀😀"]
    file = given(tmp_path, "name_1,name_2\n" + "".join(f"{name},Lantern\n" for name in names))
    done = match(file)

    assert done.returncode == 0
    assert all(0 <= float(row["score"]) < 1 for row in read(done.stdout))
    assert "same" not in [row["verdict"] for row in read(done.stdout)]


def test_type_names_the_column_as_schema_does(tmp_path: Path):
    rows = "Ali Zorb,Zorb Ali,individual\nZorblax,Zorblax Ltd,charity\n"
    done = match(given(tmp_path, f"name_1,name_2,type\n{rows}"))
    read_rows = read(done.stdout)

    assert read_rows[0]["verdict"] == "same"
    assert read_rows[1]["why"] == "type: “charity” should be organisation, person or unknown."
    both = match(given(tmp_path, "name_1,name_2,type,schema\nA,A,person,company\n"))
    assert "schema and type differ: “company” and “person”." in both.stdout
