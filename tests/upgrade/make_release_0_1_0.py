"""How `release_0_1_0.sql.gz` and `release_0_1_0.json` were made: with the code of 0.1.0 itself
(commit 393d6d9), whose actions left every kind of line that its histories knew.

Run in a checkout of that commit: `python make_release_0_1_0.py FOLDER`. Kept as a record of what
the fixture holds; today's code cannot run it.
"""

import base64
import gzip
import io
import json
import os
import sqlite3
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

os.environ["CONVENE_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "convene.site.settings"
sys.path[:0] = [".", "src"]
import django  # noqa: E402 - the settings read the lines above

django.setup()
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from lxml import html  # noqa: E402
from PIL import Image  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
call_command("migrate", verbosity=0)

from convene.apps.accounts import actions as accounts  # noqa: E402
from convene.apps.accounts.models import Role, User  # noqa: E402
from convene.apps.registry import actions as registry  # noqa: E402
from convene.apps.registry.actions.importing import Table  # noqa: E402
from convene.apps.registry.content import Content, Number, OtherName  # noqa: E402
from convene.apps.registry.models import Organisation  # noqa: E402
from convene.apps.vetting import actions as vetting  # noqa: E402
from convene.apps.vetting.models import Alert, Case  # noqa: E402
from convene.apps.workshop import actions as workshop  # noqa: E402
from convene.apps.workshop.models import Alliance  # noqa: E402
from convene.core.diligence import Level, State  # noqa: E402
from convene.packs.diligence import preset  # noqa: E402
from tests.apps.vetting import people as v  # noqa: E402
from tests.apps.workshop import people as w  # noqa: E402


def person(name: str, role: Role) -> User:
    link = accounts.invite(
        email=f"{name.lower()}@example.org", role=role, by=admin, at=timezone.now()
    )
    from convene.apps.accounts.queries import invitation

    found = invitation(link, at=timezone.now())
    return accounts.accept(
        found, name=name, email="", password="a long walk by the river", at=timezone.now()
    )


# People: every kind of line of an account.
first = accounts.first_administrator_link(base_url="http://x")
from convene.apps.accounts.queries import invitation  # noqa: E402

admin = accounts.accept(
    invitation(first.rstrip("/").split("/")[-1], at=timezone.now()),
    name="Ada",
    email="ada@example.org",
    password="a long walk by the river",
    at=timezone.now(),
)
wanda, rita, abel, ana = (
    person("Wanda", Role.BUILDER),
    person("Rita", Role.REVIEWER),
    person("Abel", Role.APPROVER),
    person("Ana", Role.APPROVER),
)
vera = person("Vera", Role.VIEWER)
accounts.change_role(vera, role=Role.BUILDER, by=admin)
accounts.update_profile(
    User.objects.get(pk=vera.pk), name="Vera Núñez", language="es", time_zone="America/Asuncion"
)
accounts.correct_address(vera, email="vera.nunez@example.org", by=admin)
accounts.new_password_link(vera, by=admin)
accounts.remove_second_step(vera, by=admin)
changed = User.objects.get(pk=vera.pk)
changed.set_password("another long walk by the river")
changed._history_user = changed
changed.save()
accounts.deactivate(vera, by=admin)
accounts.reactivate(vera, by=admin)
accounts.revoke(
    (
        accounts.invite(email="late@example.org", role=Role.VIEWER, by=admin, at=timezone.now()),
        __import__("convene.apps.accounts.models", fromlist=["Invitation"]).Invitation.objects.get(
            email="late@example.org"
        ),
    )[1],
    by=admin,
    at=timezone.now(),
)

# Organisations: created, changed in every field, names and numbers added, changed and taken away,
# merged, split, refused.
river = registry.create(
    Content(name="Blue River Bank", country="PY", state_owned=False, extractive=False), by=wanda
)
holding = registry.create(Content(name="Río Azul Holding", language="es", country="PY"), by=wanda)
river = registry.save(
    river,
    Content(
        name="Blue River Bank",
        language="en",
        country="PY",
        sector="finance",
        kind="company",
        iati_type="70",
        state_owned=None,
        extractive=True,
        at_risk="elevated",
        state="active",
        is_us=True,
        parent=holding.pk,
        other_names=(
            OtherName(text="Banco Río Azul", kind="alias", language="es"),
            OtherName(
                text="Old River Bank",
                kind="former",
                valid_from=date(1990, 1, 1),
                valid_until=date(2001, 12, 31),
            ),
        ),
        identifiers=(Number(scheme="PY-RUC", value="80012345"),),
    ),
    seen=river.updated_at,
    by=rita,
)
river = registry.save(
    river,
    Content(
        name="Blue River Bank plc",
        language="en",
        country="PY",
        sector="finance",
        kind="company",
        iati_type="70",
        state_owned=False,
        extractive=False,
        at_risk="none",
        state="active",
        is_us=False,
        parent=None,
        other_names=(OtherName(text="Banco Río Azul", kind="former", language="es"),),
        identifiers=(Number(scheme="PY-RUC", value="80012346"),),
    ),
    seen=river.updated_at,
    by=wanda,
)
twin = registry.create(Content(name="Blue River Banc", country="PY"), by=wanda)
third = registry.create(Content(name="Blue River Foundation", country="PY"), by=wanda)
refused = registry.propose_merge(third, kept=river, reason="Looks alike.", by=wanda)
registry.refuse_merge(refused, by=rita)
split = registry.propose_merge(twin, kept=river, reason="A misprint.", by=wanda)
registry.confirm_merge(split, by=rita)
registry.split_merge(split, reason="Two banks after all.", by=abel)
standing = registry.propose_merge(third, kept=holding, reason="One owner.", by=wanda)
registry.confirm_merge(standing, by=rita)
registry.propose_merge(twin, kept=holding, reason="Perhaps.", by=wanda)
rows = tuple(
    (number, {"name": name, "country": "PY"})
    for number, name in ((2, "Imported Works"), (3, "Imported Trust"))
)
kept = registry.confirm_import(
    registry.preview_import(
        Table(file_name="kept.csv", sha256="0" * 64, unknown=(), rows=rows), by=wanda
    ),
    anyway=[],
    by=wanda,
)
gone_rows = ((2, {"name": "Passing Company", "country": "KE"}),)
gone = registry.confirm_import(
    registry.preview_import(
        Table(file_name="gone.csv", sha256="1" * 64, unknown=("colour",), rows=gone_rows), by=wanda
    ),
    anyway=[],
    by=wanda,
)
registry.undo_import(gone, by=wanda)
link = registry.link(river, world="o-blue-river", name="BLUE RIVER BANK", by=wanda)
registry.unlink(link, by=rita)
registry.link(river, world="o-blue-river", name="BLUE RIVER BANK", by=wanda)
same = registry.decide_sameness(
    {"a-key": "Blue River", "b-key": "Blue River Ltd"}, same=True, reason="One number.", by=wanda
)
registry.undo_sameness(same, by=rita)
registry.decide_sameness(
    {"a-key": "Blue River", "b-key": "Blue River Ltd"}, same=False, reason="Two numbers.", by=rita
)
contact = registry.add_contact(
    river,
    name="Pia Paz",
    channel="pia@example.org",
    consent="That we write to her.",
    keep_until=date(2027, 1, 1),
    by=wanda,
)
registry.erase_contact(contact, by=wanda)
registry.add_contact(
    river,
    name="Leo Luz",
    channel="leo@example.org",
    consent="That we call him.",
    keep_until=date(2027, 1, 1),
    by=wanda,
)
given = registry.record_consent(
    river,
    subject="name",
    given_by="Pia Paz",
    given_on=date(2026, 1, 5),
    evidence="A letter.",
    by=wanda,
)
registry.withdraw_consent(given, by=wanda)

# Cases: every reason that the history knew.
facts = {"political_owner": False, "security_sector": False, "closed_space": False}
png = io.BytesIO()
Image.new("RGB", (8, 8), "teal").save(png, "PNG")


def to_review(case: Case) -> Case:
    note = vetting.add_note(
        case, title="Call with the bank", note="They sent their accounts.", by=wanda
    )
    for area in preset().missing(Level(v.now(case).level), found=()):
        vetting.add_finding(
            case, area=area, text="Nothing against them.", rating="clear", evidence=[note], by=wanda
        )
    vetting.assess(case, assessment="A sound partner.", by=rita)
    return vetting.submit(case, by=rita)


one = vetting.open_case(
    river,
    scope="Open tenders in Paraguay",
    by=wanda,
    facts=facts,
    value=Decimal("1000.50"),
    currency="USD",
    sponsor=vera,
)
vetting.add_member(one, person=vera, by=rita)
vetting.remove_member(one, person=vera, by=rita)
vetting.add_member(one, person=vera, by=rita)
vetting.screened(
    one,
    v.look(
        v.match(),
        v.match("Blue River Bancorp", entry="2", fingerprint="b", kind="sanction"),
        v.match("Azul", entry="3", fingerprint="c"),
    ),
    by=wanda,
)
vetting.begin_research(one, by=wanda)
hits = list(v.now(one).hits.order_by("entry"))
vetting.decide_hit(hits[0], state="possible", reason="Perhaps: 50 % of the words.", by=rita)
vetting.decide_hit(hits[0], state="false_positive", reason="Another country.", by=rita)
vetting.decide_hits(one, hits[1:], reason="Plainly others.", by=rita)
vetting.add_file(
    one,
    title="Register extract",
    content=png.getvalue(),
    name="extract.png",
    by=wanda,
    note="From the register.",
)
vetting.add_link(
    one, title="Their page", url="https://bank.example.org/", read_on=date(2026, 11, 1), by=wanda
)
found = vetting.add_finding(
    one,
    area="image",
    text="Well spoken of.",
    rating="clear",
    evidence=[v.now(one).evidence.first(), v.now(one).evidence.last()],
    by=wanda,
)
vetting.correct_finding(
    found,
    area="image",
    evidence=[v.now(one).evidence.first()],
    text="Well spoken of by two papers.",
    rating="clear",
    by=wanda,
)
note = vetting.add_note(one, title="A call", note="They said yes.", by=wanda)
vetting.correct_note(note, title="A call", note="They said yes, twice.", by=wanda)
vetting.correct_facts(
    one, facts={**facts, "political_owner": True}, value=Decimal(2000), currency="EUR", by=wanda
)
reply = vetting.ask_reply(one, question="Who owns you?", by=wanda)
vetting.answer_reply(reply, answer="A family: 100 %.", by=wanda)
condition = vetting.add_condition(
    one, text="Publish the accounts.", owner="The bank", by=rita, due_on=date(2027, 3, 1)
)
to_review(one)
vetting.return_to_research(one, reason="Ask about 10 % of owners.", by=rita)
vetting.assess(one, assessment="Sound.", by=rita)
vetting.submit(one, by=rita)
vetting.decide(one, decision=State.CONDITIONS, reason="With care.", by=abel, months=6)
if v.now(one).state == "second_review":
    vetting.decide(one, decision=State.CONDITIONS, reason="Agreed.", by=ana)
vetting.meet_condition(condition, by=rita)
vetting.rescreen_case(
    one,
    v.look(v.match("Blue River Banque", entry="9", fingerprint="z", band="strong"), key="second"),
)
vetting.see(Alert.objects.order_by("pk").first(), by=rita)
vetting.decide_hit(
    v.now(one).hits.get(entry="9"), state="false_positive", reason="Founded in 1890.", by=rita
)
vetting.stand_by(
    one, reason="A namesake of 1890.", by=ana if v.now(one).approver_id != ana.pk else abel
)
vetting.report(
    one,
    text="A paper tells of a fine.",
    source="The paper of 1 November",
    area="finance",
    rating="concern",
    by=wanda,
)
vetting.reopen(one, why="report", text="To look into the fine.", by=rita, scope="")

two = vetting.open_case(holding, scope="Second alliance", by=wanda, facts=facts)
vetting.screened(two, v.look(v.match("Rio Azul Holdings", entry="5", fingerprint="s")), by=wanda)
vetting.begin_research(two, by=wanda)
hit = v.only_hit(two)
vetting.decide_hit(hit, state="true_match", reason="Same number.", by=rita)
shown = vetting.add_note(two, title="The number", note="It is another's number.", by=wanda)
taken = vetting.propose_retraction(
    v.only_hit(two), reason="Another number.", evidence=shown, by=abel
)
vetting.refuse_retraction(taken, by=ana)
taken = vetting.propose_retraction(
    v.only_hit(two), reason="Another number, checked.", evidence=shown, by=abel
)
vetting.agree_retraction(taken, by=ana)
vetting.decide_hit(v.only_hit(two), state="false_positive", reason="Another number.", by=rita)

three = v.cleared(by=wanda, assessor=rita, approver=abel, of=twin)
vetting.change_plan(three, text="A road instead.", by=wanda)
Case.objects.filter(pk=three.pk).update(
    valid_until=date(2026, 1, 1), decided_at=datetime(2025, 2, 1, tzinfo=UTC)
)
vetting.expire(today=date(2026, 11, 30))
debarred = registry.create(Content(name="Debarred Works", country="PY"), by=wanda)
four = vetting.open_case(debarred, scope="Works", by=wanda, facts=facts)
vetting.screened(
    four, v.look(v.match("Debarred Works", entry="7", fingerprint="d", kind="debarment")), by=wanda
)
vetting.begin_research(four, by=wanda)
vetting.decide_hit(v.only_hit(four), state="true_match", reason="Same firm.", by=rita)
counsel = vetting.add_note(four, title="Counsel", note="Debarment ended.", by=wanda)
vetting.add_legal_opinion(four, text="It may be engaged.", evidence=counsel, by=abel)
vetting.declare(debarred, nature="A cousin works there.", since=date(2026, 1, 1), by=vera)
vetting.look_again(
    Organisation.objects.get(pk=kept.organisations.first().pk),
    v.look(v.match("Imported Works Ltd", entry="8", fingerprint="i")),
)

# Drafts: typed, saved by itself at one sitting, rows added, changed, moved and taken away, shared,
# archived, restored, candidates.
draft = workshop.create(w.OPEN_TENDERS, by=wanda)
seen = w.standing(draft)
mine = replace(
    seen,
    notes="First words",
    tasks=(replace(seen.tasks[0], title="Publish every tender"), seen.tasks[1]),
)
workshop.save(draft, seen=seen, mine=mine, by=wanda, sitting="page-1")
seen = w.standing(draft)
workshop.save(
    draft, seen=seen, mine=replace(seen, notes="First words, and more"), by=wanda, sitting="page-1"
)
workshop.share(draft, person=vera, may_edit=False, by=wanda)
workshop.share(draft, person=vera, may_edit=True, by=wanda)
workshop.share(draft, person=rita, may_edit=False, by=wanda)
seen = w.standing(draft)
workshop.save(
    draft,
    seen=seen,
    mine=replace(seen, tasks=seen.tasks[:1], asks=(), place="Encarnación"),
    by=User.objects.get(pk=vera.pk),
    sitting="page-2",
)
workshop.unshare(draft, person=rita, by=wanda)
from convene.apps.workshop.queries import history as versions  # noqa: E402

workshop.restore_version(draft, version=versions.versions(draft)[0].id, by=wanda)
workshop.archive(draft, by=wanda)
workshop.unarchive(draft, by=wanda)
candidate = workshop.add(
    draft,
    workshop.Proposed(
        name="Blue River Bank",
        world="o-blue-river",
        organisation=river,
        evidence={"build": "x", "lines": ["It gave twice."]},
    ),
    by=wanda,
    note="Call them",
)
workshop.describe(draft, candidate.pk, note="Called", assigned_to=vera, by=wanda)
workshop.dismiss(draft, candidate.pk, reason="No interest", by=wanda)
workshop.restore(draft, candidate.pk, by=wanda)
workshop.add(draft, workshop.Proposed(name="By hand"), by=wanda, dismissed_because="Too far")
archived = workshop.duplicate(draft, by=wanda)
workshop.archive(archived, by=wanda)


# What 0.1.0 showed of all that.
def shown_on(path: str, *, of: User) -> list[str]:
    """Return the text of each row or section of a history, white space collapsed."""
    client = Client()
    client.force_login(User.objects.get(pk=of.pk))
    page = client.get(path)
    assert page.status_code == 200, (path, page.status_code)
    main = html.fromstring(page.content.decode()).get_element_by_id("main")
    history = main.xpath(".//*[@id='history']/ancestor::section[1]")
    rows = (history[0] if history else main).xpath(
        ".//tbody/tr" if history or "/account/" in path else "./section"
    )
    return [" ".join(" ".join(row.itertext()).split()) for row in rows]


User.objects.update(language="", time_zone="")
from django.urls import reverse  # noqa: E402

addresses = {
    **{reverse("vetting:case", args=[case.pk]): ana for case in Case.objects.all()},
    **{reverse("registry:history", args=[one.pk]): ana for one in Organisation.objects.all()},
    **{reverse("accounts:one", args=[one.pk]): admin for one in User.objects.all()},
    **{reverse("workshop:history", args=[one.pk]): one.owner for one in Alliance.objects.all()},
}
pages = {path: {"of": of.email, "rows": shown_on(path, of=of)} for path, of in addresses.items()}
data = Path(os.environ["CONVENE_DATA"])
files = {
    str(file.relative_to(data)): base64.b64encode(file.read_bytes()).decode()
    for file in (data / "files").rglob("*")
    if file.is_file()
}
with sqlite3.connect(data / "convene.sqlite3") as database:
    dump = "\n".join(database.iterdump())
folder = Path(sys.argv[1])
(folder / "release_0_1_0.sql.gz").write_bytes(gzip.compress(dump.encode(), mtime=0))
(folder / "release_0_1_0.json").write_text(
    json.dumps({"pages": pages, "files": files}, indent=1, ensure_ascii=False) + "\n"
)
for path, page in pages.items():
    print(path, len(page["rows"]))
    for row in page["rows"][:40]:
        print("   ", row[:220])
