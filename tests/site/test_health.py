"""What tells a machine whether an installation is alive and ready, and the numbers it may draw."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import Worker
from convene.corpus import snapshots
from convene.corpus.watchlists.loading import load
from convene.ground import guards
from tests.apps.jobs import kinds
from tests.apps.registry.people import at_desk_of, person
from tests.corpus.open_data.records import served

pytestmark = pytest.mark.django_db
TOKEN = "a-long-token-for-a-machine"


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


@pytest.fixture
def whole(tmp_path):
    """An installation in which everything is as it should be."""
    served()
    loaded(tmp_path, age=1)
    return actions.enlist()


def loaded(tmp_path, *, age: int) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "id,name,aliases,schema,country,programme,reason\n1,Bank,,organisation,PY,x,y\n"
    )
    load(
        [file],
        form="csv",
        list="own",
        at=timezone.now(),
        day=timezone.now().date() - timedelta(days=age),
        force=True,
        progress=lambda *_: None,
    )


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/readyz")
    return answer.status_code, json.loads(answer.content)


def wrong(client: Client) -> list[str]:
    status, found = asked(client)
    bad = [part for part in ("database", "snapshot", "worker", "lists") if not found[part]["ok"]]
    assert (status, found["ready"]) == ((503, False) if bad else (200, True))
    return bad


def test_alive_touches_nothing(django_assert_num_queries):
    desk = at_desk_of(person("Ada"))
    with django_assert_num_queries(0):
        answer = desk.get("/healthz", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_ready_when_all_is_as_it_should_be(client, whole):
    status, found = asked(client)
    assert status == 200
    assert found["ready"] is True
    assert found["database"] == {"ok": True}
    assert found["worker"]["seconds"] < 30
    assert found["snapshot"]["activities"] > 0
    assert found["lists"] == {"ok": True, "loaded": 1, "stale": 0, "days": 1}


def test_it_names_no_path_and_is_kept_by_nobody(client, whole, tmp_path):
    answer = client.get("/readyz")
    assert str(tmp_path) not in answer.content.decode()
    assert "/" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_worker_that_is_silent_or_was_never_there(client, whole):
    Worker.objects.update(beat_at=timezone.now() - timedelta(seconds=61))
    assert wrong(client) == ["worker"]
    Worker.objects.all().delete()
    assert wrong(client) == ["worker"]


def test_no_snapshot_or_one_whose_folder_is_gone(client, whole):
    serving = snapshots.current()
    assert serving is not None
    shutil.rmtree(serving.folder)
    assert wrong(client) == ["snapshot"]
    (serving.folder.parents[1] / "current.json").unlink(missing_ok=True)
    (serving.folder.parent / "current.json").unlink(missing_ok=True)
    assert wrong(client) == ["snapshot"]


def test_a_database_that_does_not_refuse_what_it_should(client, whole):
    guards.take_down()
    assert wrong(client) == ["database"]


def test_a_list_that_is_out_of_date(client, whole, tmp_path):
    loaded(tmp_path, age=4000)
    assert wrong(client) == ["lists"]
    assert asked(client)[1]["lists"] == {"ok": False, "loaded": 1, "stale": 1, "days": 4000}


def test_without_any_list_nothing_is_out_of_date(client):
    served()
    actions.enlist()
    assert wrong(client) == []


def test_a_database_that_does_not_answer(client, whole, monkeypatch):
    def refuse():
        raise DatabaseError("connection refused by /var/run/secret")

    monkeypatch.setattr(queries, "latest_worker", refuse)
    monkeypatch.setattr(guards, "amiss", refuse)
    assert wrong(client) == ["database", "worker"]
    assert "secret" not in client.get("/readyz").content.decode()


def test_numbers_are_not_there_unless_asked_for(client):
    assert client.get("/metrics").status_code == 404
    assert at_desk_of(person("Ada", Role.ADMINISTRATOR)).get("/metrics").status_code == 404


def test_numbers_are_for_whoever_has_the_token_and_for_administrators(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert at_desk_of(person("Bea")).get("/metrics").status_code == 403
    assert at_desk_of(person("Ada", Role.ADMINISTRATOR)).get("/metrics").status_code == 200


def test_numbers_are_text_that_tools_read(client, settings, whole):
    settings.METRICS_TOKEN = TOKEN
    actions.ask(kinds.broken)
    actions.ask(kinds.broken, at=datetime(2030, 1, 1, tzinfo=UTC))
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    text = answer.content.decode()
    assert text.endswith("\n")
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(numbers.pop("convene_worker_seconds")) < 30
    assert float(numbers.pop("convene_snapshot_days")) >= 0
    assert float(numbers.pop("convene_snapshot_activities")) > 0
    assert numbers == {
        "convene_database_ok": "1",
        "convene_snapshot_ok": "1",
        "convene_worker_ok": "1",
        "convene_lists_ok": "1",
        "convene_lists_loaded": "1",
        "convene_lists_stale": "0",
        "convene_lists_days": "1",
        'convene_jobs{kind="test.broken",state="waiting"}': "2",
    }
    kinds_said = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(kinds_said) == len(set(kinds_said)) == 11
