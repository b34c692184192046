"""One case from its opening to its reopening, by six people who each sit at a browser of their own:
an owner is listed, a list changes under second review, and the partner replies to a letter.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from convene.apps.accounts.models import Role, User
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from tests.apps.accounts.test_signing_in import totp
from tests.apps.vetting.people import find_all
from tests.corpus.watchlists.lists import NULL, ofac, take_in
from tests.journeys.conftest import PATIENCE
from tests.journeys.test_main_job import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]
Entry = tuple[int, str, str, str, str]
Desk = Callable[[str, str], Page]
OWNER = (
    1,
    "QUENDORI, Rosa Imelda",
    "individual",
    "FICTION",
    "DOB 31 May 1970; nationality Paraguay.",
)
PARTNER = (2, "BLUE RIVER BANK", NULL, "FICTION", NULL)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Lists and files of this test's own, and approvers who need a second step."""
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SECOND_STEP = "on"
    cache.clear()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Desk]:
    """A function that seats somebody in a role at a browser of their own, signed in."""
    contexts = []

    def seat(name: str, role: str) -> Page:
        contexts.append(browser.new_context(base_url=live_server.url, locale="en-GB"))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        _sign_in(page, _person(name, role))
        return page

    yield seat
    for context in contexts:
        context.close()


def test_a_case_from_its_opening_to_its_reopening(desk: Desk, axe: Axe, tmp_path: Path) -> None:
    bea, sam = desk("Bea", Role.BUILDER), desk("Sam", Role.BUILDER)
    rita, ruth = desk("Rita", Role.REVIEWER), desk("Ruth", Role.REVIEWER)
    ada, omar = desk("Ada", Role.APPROVER), desk("Omar", Role.APPROVER)
    found: dict[str, list[dict[str, Any]]] = {}
    _publish(tmp_path, OWNER)

    case = _open(bea)
    shown = sam.goto(at(case))
    assert shown is not None
    assert shown.status == 403
    bea.get_by_role("button", name="Look through the lists").first.click()
    expect(bea.locator("#hits ~ table")).to_contain_text("about Rosa Imelda Quendori (1970-05-31)")
    bea.get_by_role("button", name="Begin the research").click()
    found["a case whose owner is listed"] = axe(bea)

    _owner_is_listed(rita, case)
    _research(bea, case, tmp_path)
    _counsel(ada, omar, case)
    _hand_on(rita, case)

    _publish(tmp_path, OWNER, PARTNER)
    found["a decision that is refused"] = _refused(ada, case, axe)
    _somebody_else(ruth, case)
    _hand_on(rita, case)
    _decide(ada, case)
    assert Case.objects.get().state == "second_review"
    _decide(omar, case)
    assert Case.objects.get().state == "cleared"

    found["a letter"] = _write(ruth, case, axe)
    _reply(bea, case)
    until = Case.objects.get().valid_until
    assert until is not None
    assert actions.expire(today=until + timedelta(days=1)) == 1
    ruth.goto(at(case))
    expect(ruth.locator("main")).to_contain_text("The clearance has ended. Open the case again")
    _reopen(ruth)
    found["a case that is open again"] = axe(ruth)
    assert (Case.objects.get().state, Case.objects.get().round) == ("reopened", 2)
    assert {name: faults for name, faults in found.items() if faults} == {}


def at(case: Case, *more: str) -> str:
    return "/".join((f"/vetting/cases/{case.pk}", *more, ""))


def _open(page: Page) -> Case:
    """Write down a bank and who owns it, and open a case."""
    page.goto("/organisations/new/")
    page.locator("#id_name").fill("Blue River Bank")
    page.locator("#id_country").select_option("PY")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Who stands behind it").click()
    page.get_by_role("link", name="Add who stands behind it").click()
    page.get_by_label("Role").select_option(label="Owner")
    page.get_by_label("Name", exact=True).fill("Rosa Imelda Quendori")
    page.get_by_label("Share in per cent").fill("60")
    page.get_by_label("Born").fill("1970-05-31")
    page.get_by_label("Where this was read").fill("Register of firms")
    page.locator("main").get_by_role("button").first.click()
    page.goto(f"/vetting/organisations/{Organisation.objects.get().pk}/open/")
    page.get_by_label("What you plan with them").fill("Open tenders in Paraguay, for two years.")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vetting of Blue River Bank")
    return Case.objects.get()


def _owner_is_listed(page: Page, case: Case) -> None:
    page.goto(at(case))
    page.get_by_role("link", name="Look at the first").click()
    page.locator("input[name=state][value=true_match]").check()
    page.get_by_label("Reason", exact=True).fill("The same name and the same day of birth.")
    page.get_by_label("I am sure that this is who stands behind the partner").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".stop").first).to_contain_text("Somebody behind the partner is listed.")


def _research(page: Page, case: Case, folder: Path) -> None:
    """Add counsel's letter and one finding on the pages, and the other findings behind them."""
    letter = folder / "opinion.txt"
    letter.write_text("The owner has no control by law. It may go on.")
    page.goto(at(case, "evidence", "add", "file"))
    page.get_by_label("Title").fill("Opinion of counsel")
    page.get_by_label("File").set_input_files(letter)
    page.get_by_role("button", name="Add the file").click()
    page.get_by_role("link", name="Add a finding").first.click()
    page.get_by_label("What you found").fill("Their accounts are audited each year.")
    page.get_by_label("Rating").select_option(label="No concern")
    page.get_by_label("Opinion of counsel").check()
    page.get_by_role("button", name="Add the finding").click()
    expect(page.locator("#findings ~ details").first).to_contain_text("accounts are audited")
    find_all(case, case.evidence.get(), by=case.opened_by)


def _counsel(first: Page, second: Page, case: Case) -> None:
    """One approver records the opinion, another agrees; the first may not."""
    first.goto(at(case, "legal"))
    first.get_by_label("Counsel").fill("Counsel & Co")
    first.get_by_label("What the opinion says").fill("It may go on under conditions.")
    first.get_by_label("The opinion itself").select_option(label="Opinion of counsel")
    first.get_by_role("button", name="Record it").click()
    expect(first.get_by_role("button", name="Agree")).to_have_count(0)
    second.goto(at(case))
    second.get_by_role("button", name="Agree").click()
    expect(second.locator("main")).to_contain_text("The case no longer waits for counsel.")


def _hand_on(page: Page, case: Case) -> None:
    page.goto(at(case, "assess"))
    page.get_by_label("Assessment").fill("Sound, but for its owner, on whom counsel has spoken.")
    page.locator("main").get_by_role("button", name="Assess", exact=True).click()
    page.get_by_role("button", name="Hand it on").click()
    expect(page.locator("main")).to_contain_text("Handed on for second review.")


def _fill_decision(page: Page, case: Case) -> None:
    page.goto(at(case, "decide"))
    page.locator("input[name=decision][value=cleared]").check()
    page.get_by_label("Reason", exact=True).fill("Counsel's opinion answers the one doubt.")
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.locator("main").get_by_role("button", name="Decide", exact=True).click()


def _refused(page: Page, case: Case, axe: Axe) -> list[dict[str, Any]]:
    """Decide although a list has changed: what changed is said, with one button to look again."""
    _fill_decision(page, case)
    expect(page.locator("main")).to_contain_text(
        "Since the lists were looked through this has changed: the lists that are loaded."
    )
    assert not case.approvals.exists()
    faults = axe(page)
    page.get_by_role("button", name="Look through the lists again").click()
    expect(page.locator("#hits ~ table")).to_contain_text("BLUE RIVER BANK")
    return faults


def _somebody_else(page: Page, case: Case) -> None:
    page.goto(at(case))
    page.get_by_role("link", name="Look at the first").click()
    page.locator("input[name=state][value=false_positive]").check()
    page.get_by_label("Reason", exact=True).fill("Founded in 1921; that one in 2009.")
    page.get_by_role("button", name="Decide").click()


def _decide(page: Page, case: Case) -> None:
    _fill_decision(page, case)
    expect(page.locator("main")).to_contain_text("Your decision is kept.")


def _write(page: Page, case: Case, axe: Axe) -> list[dict[str, Any]]:
    page.goto(at(case, "letter"))
    page.get_by_label("To whom").fill("The board of Blue River Bank")
    page.get_by_role("button", name="Write it").click()
    expect(page.locator("#letters ~ .note")).to_contain_text("The board of Blue River Bank")
    with page.expect_download() as download:
        page.get_by_role("link", name="The letter as PDF").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    return axe(page)


def _reply(page: Page, case: Case) -> None:
    page.goto(at(case))
    page.get_by_role("link", name="Ask the partner to reply").click()
    page.get_by_label("What you asked").fill("Who votes the owner's shares?")
    page.get_by_role("button", name="Note the question").click()
    page.get_by_role("link", name="Note the answer").click()
    page.get_by_label("What they answered").fill("A trustee that the court named.")
    page.get_by_role("button", name="Note the answer").click()
    expect(page.locator("#reply ~ .note")).to_contain_text("A trustee that the court named.")


def _reopen(page: Page) -> None:
    page.get_by_role("link", name="Open it again").first.click()
    page.get_by_label("What happened").fill("The clearance is over and the work goes on.")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("main")).to_contain_text("The case is open again.")
    expect(page.locator("#history ~ table")).to_contain_text(
        "The clearance has ended: The clearance"
    )


def _person(name: str, role: str) -> User:
    address = f"{name.lower()}@example.org"
    return User.objects.create_user(email=address, name=name, role=role, password=PASSWORD)


def _sign_in(page: Page, who: User) -> None:
    """Sign in by the form; an approver shows a code too."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(who.email)
    page.locator("input[type=password]").fill(PASSWORD)
    secret = generate_totp_secret()
    if who.role == Role.APPROVER:
        TOTP.activate(who, secret)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    if who.role == Role.APPROVER:
        page.locator("#id_code").fill(totp(secret))
        page.locator("main").get_by_role("button").first.click()
    expect(page.locator(".me")).to_contain_text(who.name)


def _publish(folder: Path, *entries: Entry) -> None:
    """Load what a list says now: OFAC's form, and nobody who exists."""
    places = [(number, 1, NULL, "Asuncion", "Paraguay") for number, *_ in entries]
    listed = ofac(folder / "sdn", sdn=entries, alt=[], add=places)
    take_in(listed, form="ofac", day=330 + len(entries), force=True)
