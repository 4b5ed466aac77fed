"""What does a test in a real browser find? Debian's Chromium, people who are signed in, and axe.

`SLOW_BROWSER=6 bin/test tests/browser` lets every page run six times slower, as on a cheap phone.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Condition
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from tests.browser.states import PATIENCE, loaded

SLOWER = int(os.environ.get("SLOW_BROWSER", "1"))
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: sudo apt-get install -y chromium libatomic1"
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": QUIET,
        "timeout": 3 * PATIENCE,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}


@pytest.fixture(scope="session", autouse=True)
def rows_may_be_read_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread; Django would refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Traffic:
    """How many requests are under way in the server's threads?"""

    def __init__(self) -> None:
        self.under_way = 0
        self.changed = Condition()

    def began(self, **_: Any) -> None:
        self._count(1)

    def ended(self, **_: Any) -> None:
        self._count(-1)

    def _count(self, by: int) -> None:
        with self.changed:
            self.under_way += by
            self.changed.notify_all()

    def wait_for_the_last(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.under_way <= 0, PATIENCE / 1000)
            self.under_way = 0


@pytest.fixture(scope="session")
def traffic() -> Iterator[Traffic]:
    counted = Traffic()
    request_started.connect(counted.began)
    request_finished.connect(counted.ended)
    yield counted
    request_started.disconnect(counted.began)
    request_finished.disconnect(counted.ended)


@pytest.fixture(autouse=True)
def _the_tables_are_emptied_after_the_last_answer(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that was closed may have asked for something: let the server answer first."""
    if "live_server" not in request.fixturenames:
        yield
        return
    traffic = request.getfixturevalue("traffic")
    request.getfixturevalue("transactional_db")
    yield
    traffic.wait_for_the_last()


@pytest.fixture
def open_as(
    live_server, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Page]]:
    """Return `open_as(user, width=1280, **options)`: a page of that person, signed in (None: not).

    Paths are relative to the server: `open_as(mentor).goto("/")`. Errors of scripts and
    refusals of the content policy fail the test.
    """
    complaints: list[str] = []
    contexts = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: _note_refusals(line.text, complaints))
        slow_down(page)

    def open_page(user: User | None = None, *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            **{
                **browser_context_args,
                "base_url": live_server.url,
                "viewport": {"width": width, "height": 800},
                **options,
            }
        )
        contexts.append(context)
        be_patient(context)
        context.on("page", listen)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
            )
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def be_patient(context: BrowserContext) -> None:
    """A slow machine is no failure; what never comes still is."""
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(PATIENCE)


def slow_down(page: Page) -> None:
    if SLOWER > 1:
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _note_refusals(line: str, complaints: list[str]) -> None:
    if "Content Security Policy" in line or "Refused to" in line:
        complaints.append(line)


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds on a page: rule, impact and the first place."""
    axe = Axe()

    def look(page: Page) -> list[str]:
        loaded(page)
        found = axe.run(page).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return look


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    loaded(page)
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def beside_the_browser(act: Callable[[], Any]) -> Any:
    """Run `act` in a thread of its own: signing needs an event loop, and Playwright holds this
    thread's."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()
