"""What a killed process and people who save at one moment leave behind: seen from outside, with
processes of their own.
"""

import os
import subprocess
import sys
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.db import connection

from convene.apps.workshop.models import Ask, Task
from convene.apps.workshop.queries import history
from tests.apps.workshop.people import OPEN_TENDERS, draft_of, edits_too, person, standing

pytestmark = pytest.mark.django_db(transaction=True)
START = """
import os, sys
import django
django.setup()
from dataclasses import replace
from convene.apps.accounts.models import User
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Ask, Task
from convene.apps.workshop.queries import drafts
from convene.core.draft import Task as Work
alliance = Alliance.objects.get()
owner = User.objects.get(name=sys.argv[1])
"""
DIE = """
from django.db.models.signals import post_save
def die(sender, instance, **_):
    if isinstance(instance, Task):
        os._exit(9)  # as a power cut would: nothing is tidied up
post_save.connect(die)
seen = drafts.content(alliance)
mine = replace(seen, title="Half saved", tasks=(replace(seen.tasks[0], title="Half saved"), seen.tasks[1]), asks=())
actions.save(alliance, shown=seen, mine=mine, by=owner)
"""
ADD_TASKS = """
import uuid
for number in range(10):
    seen = drafts.content(Alliance.objects.get())
    mine = replace(seen, tasks=(*seen.tasks, Work(id=str(uuid.uuid4()), title=f"{owner.name} {number}")))
    actions.save(alliance, shown=seen, mine=mine, by=owner)
"""
RETITLE = """
seen = drafts.content(alliance)
print("ready", flush=True)
sys.stdin.readline()
try:
    actions.save(alliance, shown=seen, mine=replace(seen, title=f"{owner.name}'s"), by=owner)
    print("saved")
except actions.Clashed as clashed:
    print("asked")
"""


def begin(script, who):
    """Start another process on the same database."""
    outside = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "convene.site.settings",
        "DATABASE_URL": address(),
    }
    command = [sys.executable, "-c", START + script, who]
    return subprocess.Popen(
        command,
        env=outside,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def address():
    """Return the address of the database that this test uses."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{quote(settings['HOST'], safe='')}/{settings['NAME']}"


def end(process, answer=None):
    said, complaints = process.communicate(answer, timeout=60)
    assert process.returncode == 0, complaints
    return said.split()


@pytest.mark.disaster
def test_a_process_killed_while_it_saves_leaves_the_old_version():
    alliance = draft_of(person("Olga"))
    process = begin(DIE, "Olga")
    process.communicate(timeout=60)
    assert process.returncode == 9
    assert standing(alliance) == OPEN_TENDERS
    assert (Task.history.count(), Ask.history.count(), len(history.versions(alliance))) == (2, 1, 1)


def test_people_who_save_at_one_moment_lose_nothing():
    alliance = draft_of(person("Olga"), replace(OPEN_TENDERS, tasks=(), asks=()))
    edits_too(alliance)
    for process in [begin(ADD_TASKS, "Olga"), begin(ADD_TASKS, "Edith")]:
        end(process)
    titles = {task.title for task in standing(alliance).tasks}
    assert titles == {f"{name} {number}" for name in ("Olga", "Edith") for number in range(10)}
    versions = history.versions(alliance)
    assert len({version.at for version in versions}) == len(versions) == 21
    assert versions[-1].draft == standing(alliance)


def test_of_two_who_retitle_at_one_moment_the_second_is_asked():
    alliance = draft_of(person("Olga"))
    edits_too(alliance)
    processes = {name: begin(RETITLE, name) for name in ("Olga", "Edith")}
    for process in processes.values():
        assert process.stdout.readline() == "ready\n"
    for process in processes.values():
        process.stdin.write("go\n")
        process.stdin.flush()
    said = {name: end(process)[-1] for name, process in processes.items()}
    assert sorted(said.values()) == ["asked", "saved"]
    (winner,) = [name for name, word in said.items() if word == "saved"]
    assert standing(alliance).title == f"{winner}'s"
