"""The documentation tells the truth: nothing is stale, nothing is missing,
and what it shows works.
"""

import dataclasses
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from convene import packs
from convene.core import guide
from convene.core.request import Request
from convene.packs.read import parse, parse_file
from tests.terminal import convene
from tools import reference
from tools.pages import codes, pack, schemas
from tools.pages.cli import commands

ROOT = Path(__file__).parents[1]
ROOMS = tuple(f"{room.name}/" for room in (ROOT / "src/convene").iterdir() if room.is_dir())
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ADRS = sorted((ROOT / "docs/adr").glob("*.md"))
ROWS = [
    row for table in parse_file(ROOT / "tests/spec/advice.yaml")["tables"] for row in table["rows"]
]
LONGEST_ADR = 40


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def printed(*words: str, stdin: str = "") -> str:
    said = convene(*words, stdin=stdin)
    assert said.returncode == 0, said
    return said.stdout


# --- Generated pages


def test_generated_pages_are_up_to_date():
    assert reference.stale() == [], "run: python -m tools.reference"


def test_every_command_is_documented():
    assert [
        command
        for command, _ in commands()
        if f"\n## {command}\n" not in text("docs/reference/cli.md")
    ] == []


def test_every_option_says_what_it_means():
    assert [
        (command, param.name)
        for command, found in commands()
        for param in found.params
        if not param.help
    ] == []


def test_every_collection_of_a_pack_is_explained():
    assert list(pack.COLLECTIONS) == [
        spec.name for spec in dataclasses.fields(guide.Guide) if spec.init
    ]


def test_every_kind_of_record_is_documented():
    kinds = [
        kind
        for kind in vars(guide).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    ]
    page = text("docs/reference/pack.md")

    assert [kind.__name__ for kind in kinds if f"\n## {kind.__name__}\n" not in page] == [
        "Alliance",
        "Record",
        "Guide",
    ]  # the bases, and the whole


def test_every_code_is_documented():
    known, page = packs.guide(), text("docs/reference/codes.md")
    families = {word.kind for word in known.words}
    shown = [(word.id, word.title) for word in known.words] + [
        (purpose.id, purpose.title) for purpose in known.prohibited
    ]
    shown += [
        (record.id, guide.title_of(record))
        for record in (*known.challenges, *known.contributions, *known.models)
    ]

    assert families == set(codes.FAMILIES)
    assert [code for code, title in shown if f"| `{code}` | {title} |" not in page] == []


def test_every_setting_is_documented():
    files = [
        file
        for folder in ("src", "tests", ".ci")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", "") and file.is_file()
    ]
    found = {
        word
        for file in [*files, ROOT / "run"]
        for word in re.findall(r"CONVENE_[A-Z]+(?:_[A-Z]+)*|DATABASE_URL", file.read_text("utf-8"))
    }

    assert (
        set(re.findall(r"^\| `(\w+)`", text("docs/reference/settings.md"), flags=re.MULTILINE))
        == found
    )


def test_every_dependency_has_its_reason():
    wanted = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = [str(re.split(r"[\[<>=]", requirement)[0]) for requirement in wanted]

    assert [each for each in names if each not in text("docs/adr/0008-libraries.md")] == []


# --- The published shapes


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["name"]))
def test_requests_fit_the_published_schema(row: dict[str, Any]):
    jsonschema.validate(row["ask"], json.loads(text("docs/reference/advice-request.schema.json")))


def test_the_schema_of_a_request_explains_every_field():
    told = schemas.schema("advice-request")["properties"]
    assert [name for name, about in told.items() if about["description"]] == [
        spec.name for spec in dataclasses.fields(Request)
    ]


@pytest.mark.parametrize(
    "ask",
    [
        {
            "country": "PY",
            "level": "national",
            "challenges": ["procurement_opacity"],
            "sectors": ["ict", "extractives"],
        },
        {
            "challenges": ["civic_values"],
            "civic_space": "closed",
            "reprisal_risk": "high",
            "traits": ["mcc_threshold"],
        },
        {"challenges": ["court_backlogs"]},
        {"challenges": ["election_credibility", "partisan_voter_targeting"]},
    ],
    ids=["found", "dangerous", "unknown", "refused"],
)
def test_answers_fit_the_published_schema(ask: dict[str, Any]):
    schema = json.loads(text("docs/reference/advice-answer.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(printed("advise", "-", "--json", stdin=json.dumps(ask))), schema)


# --- What the pages show


def transcripts(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a page's terminal transcripts and the lines shown below it, but not the
    `…` of lines left out.
    """
    for block in blocks(page, "console"):
        for piece in block.replace("\\\n", " ").split("$ ./run convene ")[1:]:
            command, *lines = piece.splitlines()
            yield command, [line for line in lines if line != "…"]


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial/first-advice.md"])
def test_commands_print_what_the_page_shows(page: str):
    shown = list(transcripts(text(page)))
    assert shown
    for command, lines in shown:
        there = iter(printed(*shlex.split(command)).splitlines())
        assert [line for line in lines if line not in there] == [], (
            command
        )  # `in` reads on, so the order counts too


def test_the_readme_shows_the_two_commands():
    [two] = [block for block in blocks(text("README.md"), "sh") if "./run up" in block]

    assert [line.split("#")[0].strip() for line in two.splitlines()] == ["./run up", "./run test"]


def test_the_request_of_the_tutorial_is_understood():
    [request] = blocks(text("docs/tutorial/first-advice.md"), "yaml")

    assert (
        json.loads(printed("advise", "-", "--json", stdin=request))["models"][0]["band"] == "strong"
    )


def test_the_pack_of_the_how_to_loads(tmp_path: Path):
    [example] = blocks(text("docs/how-to/add-a-guide.md"), "yaml")
    (tmp_path / "pack.yaml").write_text(example, encoding="utf-8")

    assert parse(example)["about"]["id"] == "water"
    assert (
        printed("pack", "check", str(tmp_path)) == "A small guide to water: 3 records, all sound.\n"
    )


def test_the_number_of_records_is_what_the_changes_say():
    assert f"library of {sum(1 for _ in packs.guide().all_records())} records" in " ".join(
        text("CHANGELOG.md").split()
    )


# --- The pages themselves


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if "://" not in link]

    assert [link for link in local if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("adr", ADRS, ids=name)
def test_decisions_are_short_and_whole(adr: Path):
    lines = adr.read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("#")]

    assert len(lines) <= LONGEST_ADR
    assert headings[0].startswith(f"# {int(adr.name[:4])}. ")
    assert headings[1:] == ["## Context", "## Decision", "## Consequences", "## Alternatives"]


def test_decisions_are_numbered_without_gaps():
    assert [int(adr.name[:4]) for adr in ADRS] == list(range(1, len(ADRS) + 1))


def test_the_glossary_is_in_alphabetical_order():
    words = re.findall(r"^\*\*(.+?)\*\*", text("GLOSSARY.md"), flags=re.MULTILINE)

    assert words == sorted(words, key=str.casefold)


def test_the_screenshot_is_small_enough_for_a_slow_link():
    assert (ROOT / "docs/images/answer.png").stat().st_size < 200_000


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is not installed here")
def test_the_documentation_builds_and_loads_nothing_from_elsewhere(tmp_path: Path):
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--site-dir",
            str(tmp_path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    loads = r'<(?:script|img|iframe)[^>]+src="([^"]+)"|<link[^>]+rel="(?:stylesheet|preconnect|preload)"[^>]+href="([^"]+)"'
    found = [
        a or b
        for page in tmp_path.rglob("*.html")
        for a, b in re.findall(loads, page.read_text(encoding="utf-8"))
    ]

    assert found
    assert [address for address in found if "//" in address] == []


def test_what_the_architecture_names_is_there():
    named = re.findall(r"`([\w./-]+\.(?:py|yaml|csv|json|toml))`", text("ARCHITECTURE.md"))
    paths = [path for path in named if path.count("/") > 1 or path.startswith(ROOMS)]
    rooms = (ROOT, ROOT / "src/convene")

    assert len(paths) > 60
    assert [path for path in paths if not any((room / path).exists() for room in rooms)] == []


def test_every_app_has_its_row_in_the_architecture():
    apps = {path.parent.name for path in (ROOT / "src/convene/apps").glob("*/apps.py")}
    rows = set(re.findall(r"^\| `(\w+)` \|", text("ARCHITECTURE.md"), flags=re.MULTILINE))

    assert rows == apps
