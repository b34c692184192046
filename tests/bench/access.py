"""What axe finds on every kind of page, in both themes."""

import os
import shutil

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.bench.figures import Figure
from tests.bench.server import serving
from tests.journeys.conftest import FLAGS, RULES


def measure() -> list[Figure]:
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if program is None:
        return []
    flags = (
        [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
    )  # Chromium's sandbox refuses root
    with serving() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        return [
            Figure(
                f"axe violations, {len(site.pages)} pages, {theme} theme",
                _violations(browser, site, theme),
                "",
                0,
            )
            for theme in ("light", "dark")
        ]


def _violations(browser, site, theme: str) -> int:
    context = browser.new_context(base_url=f"http://127.0.0.1:{site.port}", color_scheme=theme)
    name, value = site.cookie.split("=")
    context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
    page = context.new_page()
    found = 0
    for path in site.pages.values():
        page.goto(path)
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate(
            "async (options) => (await axe.run(document, options)).violations", RULES
        )
        for violation in violations:
            print(f"{theme} {path}: {violation['id']} {violation['nodes'][0]['html'][:200]}")
        found += len(violations)
    context.close()
    return found
