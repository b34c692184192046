"""The command line as people call it: exit statuses, one clear sentence when refused."""

import json
import subprocess
import sys
from importlib import import_module, metadata
from pathlib import Path
from pkgutil import iter_modules

import pytest
from typer.main import get_group

from convene import cli
from convene.cli.app import MODULES, app
from tests.terminal import convene, process

CALLS = (
    ("advise", "--challenge", "court_backlog"),
    ("alliance", "check", "nowhere.json"),
    ("leverage", "nowhere.json"),
    ("challenges",),
    ("corpus", "status"),
    ("country", "PY", "--json"),
    ("find", "wells"),
    ("load", "nowhere.json"),
    ("longlist", "--country", "ZZ"),
    ("match", "pairs.csv"),
    ("org", "cv-0"),
    ("pack", "check", str(Path(__file__).parent / "packs/water")),
    ("places", "list"),
    ("restore", "nowhere.tar"),
    ("screen", "Zorblax"),
    ("suggest", "officials ask for bribes"),
    ("template", "check", "empty.docx"),
    ("watchlist", "status"),
)
ALWAYS_PROCESSES = {"backup", "build", "rescreen", "restore", "serve", "vetting", "worker"}
"""Other tests call these as processes: `test_cli_corpus.py`, `apps/vetting`, `site/backup`,
`site/test_serve.py`, `site/test_worker.py`.
"""


def test_options_and_a_file_give_the_same_answer(tmp_path: Path) -> None:
    request = {
        "country": "PY",
        "level": "national",
        "challenges": ["procurement_opacity"],
        "sectors": ["ict"],
    }
    (tmp_path / "request.json").write_text(json.dumps(request))
    (tmp_path / "request.yaml").write_text(
        "country: PY\nlevel: national\nchallenges: [procurement_opacity]\nsectors: [ict]\n"
    )
    options = [
        "--country",
        "PY",
        "--level",
        "national",
        "--challenge",
        "procurement_opacity",
        "--sector",
        "ict",
    ]
    answers = [
        convene("advise", *args, "--json")
        for args in ([str(tmp_path / "request.json")], [str(tmp_path / "request.yaml")], options)
    ]
    assert [answer.returncode for answer in answers] == [0, 0, 0]
    assert answers[0].stdout == answers[1].stdout == answers[2].stdout
    assert json.loads(answers[0].stdout)["models"][0]["band"] == "strong"


def test_the_text_answer_names_its_sources() -> None:
    answer = convene(
        "advise",
        "--country",
        "PY",
        "--level",
        "national",
        "--challenge",
        "procurement_opacity",
        "--sector",
        "ict",
    )
    assert "SUPPORTING GOOD GOVERNANCE [M1]: Strong fit, direct" in answer.stdout
    assert "ChileCompra - Microsoft [EX01]" in answer.stdout
    assert "Weights are expert judgement" in answer.stdout
    assert "100" not in answer.stdout.replace("100 %", "")  # no score is shown


def test_it_says_which_version_it_is() -> None:
    answer = convene("--version")
    assert (answer.returncode, answer.stdout) == (0, f"Convene {metadata.version('convene')}\n")


def test_to_say_its_version_it_imports_no_more_of_convene_than_the_command_line_itself() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "convene.cli", "--version"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    imported = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    heavy = {"django", "pydantic", "numpy", "pyarrow", "yaml", "duckdb"}
    assert {name.partition(".")[0] for name in imported} & heavy == set()
    assert {name for name in imported if name.startswith("convene")} == {
        "convene",
        "convene.cli",
        "convene.cli.app",
    }


def test_every_command_is_found_in_the_module_that_the_table_names() -> None:
    for module in iter_modules(cli.__path__, "convene.cli."):
        if module.name != "convene.cli.__main__":
            import_module(module.name)
    commands = get_group(app).commands
    held = {name: command.callback for name, command in commands.items()}

    assert set(commands) == set(MODULES)
    assert {name: MODULES[name] for name, callback in held.items() if callback} == {
        name: callback.__module__.rpartition(".")[2] for name, callback in held.items() if callback
    }


def test_each_command_says_as_a_process_of_its_own_what_it_says_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    (tmp_path / "pairs.csv").write_text("name_1,name_2\nLantern Ltd,LANTERN LIMITED\n")
    (tmp_path / "empty.docx").write_bytes(b"")
    here = {words: convene(*words, cwd=tmp_path) for words in CALLS}

    assert {words: process(*words, cwd=tmp_path) for words in CALLS} == here
    assert {words[0] for words in CALLS} | ALWAYS_PROCESSES == set(MODULES)
    assert {said.returncode for said in here.values()} == {0, 1, 2}


def test_a_mistyped_command_is_compared_with_all_there_are() -> None:
    answer = convene("serv")
    assert answer.returncode == 2
    assert "No such command 'serv'. Did you mean 'serve'?" in answer.stderr


def test_a_refusal_is_an_answer() -> None:
    answer = convene("advise", "--challenge", "partisan_voter_targeting", "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["refused"] == [
        {"code": "partisan_voter_targeting", "reason": "partisan_use", "cite": "D4"}
    ]


@pytest.mark.parametrize(
    ("stdin", "sentence"),
    [
        (
            '{"country": "PY", "chalenges": []}',
            "-: chalenges: unknown key, found []. Known keys: country, region,",
        ),
        (
            "challenges: procurement_opacity",
            '-: challenges: should be a valid list, found "procurement_opacity".',
        ),
        ("level: 3", "-: level: should be a valid string, found 3."),
        ("[1, 2]", "-: should hold keys such as country and challenges, found [1, 2]."),
        ("{oops", "-: line 2: did not find expected"),
        ("", "-: should hold keys such as country and challenges, found null."),
    ],
)
def test_a_malformed_request_ends_with_2_and_one_sentence(stdin: str, sentence: str) -> None:
    answer = convene("advise", "-", stdin=stdin)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(sentence)
    assert len(answer.stderr.strip().splitlines()) == 1


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    missing, binary = convene("advise", "nowhere.yaml", cwd=tmp_path), tmp_path / "x.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert (missing.returncode, missing.stderr) == (2, "nowhere.yaml: No such file or directory.\n")
    assert (
        convene("advise", "x.yaml", cwd=tmp_path).stderr
        == "x.yaml: this is not UTF-8 text, so it is neither JSON nor YAML.\n"
    )


@pytest.mark.parametrize(
    ("name", "magic"),
    [("p.docx", b"PK\x03\x04"), ("p.pdf", b"%PDF-"), ("p.html", b"<!doctype html>")],
)
def test_the_concept_paper_is_written(tmp_path: Path, name: str, magic: bytes) -> None:
    answer = convene(
        "advise", "--country", "PY", "--challenge", "court_backlog", "--concept", name, cwd=tmp_path
    )
    assert (answer.returncode, answer.stderr) == (0, f"Wrote {name}\n")
    assert (tmp_path / name).read_bytes()[:15].lower().startswith(magic.lower())


def test_no_paper_for_a_refusal_and_no_strange_formats(tmp_path: Path) -> None:
    refused = convene(
        "advise", "--challenge", "covert_influence_campaign", "--concept", "p.pdf", cwd=tmp_path
    )
    assert (refused.returncode, list(tmp_path.iterdir())) == (1, [])
    odd = convene("advise", "--challenge", "court_backlog", "--concept", "p.odt", cwd=tmp_path)
    assert (odd.returncode, odd.stderr) == (
        2,
        "p.odt: the concept paper is written as .docx, .pdf or .html.\n",
    )


def test_pack_check_says_what_is_sound_and_what_is_not(tmp_path: Path) -> None:
    good = Path(__file__).parent / "packs/water"
    assert (
        convene("pack", "check", str(good)).stdout
        == "A small guide to water: 3 records, all sound.\n"
    )
    (tmp_path / "pack.yaml").write_text((good / "pack.yaml").read_text().replace("W1: 3", "W1: 9"))
    bad = convene("pack", "check", str(tmp_path))
    assert bad.returncode == 1
    assert (
        bad.stderr
        == f"{tmp_path.name}/pack.yaml: challenges[0].models.W1: should be 1, 2 or 3, found 9\n"
    )


def test_suggest_and_challenges() -> None:
    assert convene("suggest", "officials ask for bribes").stdout.startswith(
        "administrative_corruption"
    )
    assert (
        len([line for line in convene("challenges").stdout.splitlines() if line.startswith("  ")])
        == 35
    )
