"""What does a test wait for? A state of the page, of the device or of the database, never a time."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000
KEPT = """async (words) => {
  const base = await new Promise((done, fail) => {
    const asked = indexedDB.open("portal-naskah");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  }).catch(() => null);
  if (!base) return false;
  const drafts = await new Promise((done) => {
    const asked = base.transaction("drafts").objectStore("drafts").getAll();
    asked.onsuccess = () => done(asked.result);
  });
  base.close();
  return drafts.some((draft) => !draft.saved && draft.html.includes(words));
}"""


class Written(Protocol):
    """A section, as far as the writing page knows it."""

    def get_absolute_url(self) -> str: ...


def loaded(page: Page) -> None:
    """Wait until the page with its styles and scripts is there, and nothing is being exchanged in it."""
    page.wait_for_load_state("load")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.locator("#section-form[data-pen] #editor:not([data-pen])")).to_have_count(0)


@contextmanager
def arriving(page: Page) -> Iterator[None]:
    """Act, and wait until the page that this leads to is there: `with arriving(page): link.click()`."""
    with page.expect_navigation(timeout=PATIENCE):
        yield


def until(page: Page, read: Callable[[], Any]) -> None:
    """Wait until what `read` reads from the database is true."""
    for _ in range(PATIENCE // 200):
        if read():
            return
        page.wait_for_timeout(200)
    raise AssertionError("It never came to pass")


def open_editor(page: Page, section: Written) -> Locator:
    """Open a section's writing page; return its text as soon as it can be written in."""
    page.goto(section.get_absolute_url())
    return ready_editor(page)


def ready_editor(page: Page) -> Locator:
    """Wait until the editor stands and the portal has said who holds the pen."""
    expect(page.locator("#editor.ready[data-pen]")).to_be_visible()
    return page.locator(".ProseMirror")


def is_saved(page: Page) -> None:
    """Wait until the writing page says that the portal has every word."""
    expect(page.locator("#editor")).to_have_attribute("data-saved", "true")
    expect(page.locator("#editor-state")).to_contain_text(re.compile(r"Tersimpan \d"))


def is_kept_on_the_device(page: Page, words: str) -> None:
    """Wait until the words lie in the browser's own store."""
    page.wait_for_function(KEPT, arg=words)
