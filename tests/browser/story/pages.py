"""What do people do on any page? They read, follow, press, confirm, and download."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.states import arriving


def said(page: Page, words: str) -> None:
    """Expect words in the page's main part."""
    expect(page.get_by_role("main")).to_contain_text(words)


def titled(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def follow(place: Page | Locator, name: str) -> None:
    """Go where a link leads, and wait until that page is there."""
    page = place if isinstance(place, Page) else place.page
    with arriving(page):
        place.get_by_role("link", name=name).first.click()


def send(place: Page | Locator, name: str) -> None:
    """Press a button that sends a form, and wait until the page that answers is there."""
    page = place if isinstance(place, Page) else place.page
    with arriving(page):
        press(place, name)


def go_home(page: Page) -> None:
    page.goto("/beranda/")


def open_menu(page: Page, name: str) -> None:
    """Go home, and from there where the main menu leads."""
    go_home(page)
    follow(page.get_by_role("navigation", name="Utama"), name)


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def confirm(page: Page, first: str, then: str) -> None:
    """Decide what cannot be taken back: the first click asks, the second does it."""
    unfold(page, first)
    send(page.get_by_role("dialog"), then)


def download(page: Page, name: str, folder: Path) -> Path:
    """Fetch the PDF that a link leads to, as the person who is signed in."""
    answer = page.request.get(address_of(page, name))
    assert answer.ok
    assert answer.body().startswith(b"%PDF")
    file = folder / f"{name}.pdf"
    file.write_bytes(answer.body())
    return file


def address_of(page: Page, name: str) -> str:
    return page.get_by_role("link", name=name).first.get_attribute("href") or ""
