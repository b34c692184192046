"""A data folder of 0.1.0 opens in today's release,
and its histories read line by line as before.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = json.loads((HERE / "release_0_1_0.json").read_text())["pages"]
RENAMED = ("Vera Núñez", "Vera")
"""Whoever was called otherwise when they joined: 0.1.0 named them as they are called today."""
MOMENT = re.compile(r"\d{1,2} December 2026, \d\d:\d\d")
MARGIN = " What is planned "
"""What the margin of a case begins with, after its history."""


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("upgraded")
    environment = {**os.environ, "CONVENE_DATA": str(folder)}
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            name = f"upgraded_{os.getpid()}"
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = re.sub(
            r"/[^/?]*(\?|$)", rf"/{name}\1", environment["DATABASE_URL"]
        )
    command = [sys.executable, "-m", "tests.upgrade.upgraded", "0_1_0", str(folder / "out.json")]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads((folder / "out.json").read_text())


@pytest.fixture
def texts(upgraded):
    return upgraded["pages"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", KEPT, ids=lambda address: address.strip("/").replace("/", "-"))
def test_every_line_of_a_history_reads_as_before(texts, address):
    text, place = texts[address], 0

    for row in KEPT[address]["rows"]:
        if row.endswith(f"{RENAMED[0]} The account was made."):
            row = row.replace(*RENAMED)  # noqa: PLW2901 - the same row, as it reads now
        here = text.find(row, place)
        assert here >= 0, f"“{row}” is not there, or not in its place, in …{text[place:][:2000]}"
        place = here + len(row)


@pytest.mark.django_db
@pytest.mark.parametrize("address", KEPT, ids=lambda address: address.strip("/").replace("/", "-"))
def test_no_line_of_a_history_is_added(texts, address):
    shown = texts[address]
    first = KEPT[address]["rows"][0]
    history, _, _ = shown[shown.find(first) :].partition(MARGIN)

    assert len(MOMENT.findall(history)) == len(KEPT[address]["rows"])


@pytest.mark.django_db
def test_a_file_that_was_kept_is_still_in_its_case_and_leaves_as_a_clean_copy(upgraded):
    assert upgraded["files"] == {
        "Register extract": {
            "case": "7c0b5312-3958-4d14-b977-c015de10b99a",
            "original": True,
            "mode": "0o600",
            "kind": "image/png",
            "has a copy": True,
        }
    }


@pytest.mark.django_db
def test_an_alert_is_still_of_its_case_and_tells_who_closed_it(upgraded):
    first, *_others = upgraded["alerts"]

    assert first == {
        "kind": "new_hit",
        "of its case": True,
        "hit": "Blue River Banque",
        "closed by": "Rita",
        "same organisation": True,
    }


@pytest.mark.django_db
def test_whoever_was_here_before_decides_whether_a_second_step_is_compulsory(upgraded):
    assert upgraded["second step"] is False
