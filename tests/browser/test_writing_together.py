"""Is no word lost when the browser is killed, the session ends, or two people write? In a real browser."""

import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Error, expect

from masterplans.models import Chapter, Pen, Section
from masterplans.models.writing import LAID_DOWN
from masterplans.services import pens, plans, sections
from tests.browser.conftest import QUIET, be_patient, overflow
from tests.browser.states import (
    PATIENCE,
    arriving,
    is_kept_on_the_device,
    is_saved,
    open_editor,
    until,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def section(town) -> Section:
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1).sections.first()


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def text_of(section: Section) -> str:
    section.refresh_from_db()
    return section.html


def sign_everybody_out() -> None:
    Session.objects.all().delete()


def processes_of(profile: Path) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split() if int(pid) != os.getpid()]


def test_the_browser_is_killed_mid_sentence_and_the_sentence_is_found_again(
    playwright, browser_type_launch_args, live_server, tmp_path, town, section
):
    profile = tmp_path / "profil"
    options = {
        "executable_path": browser_type_launch_args["executable_path"],
        "args": QUIET,
        "base_url": live_server.url,
        "locale": "id-ID",
        "headless": True,
        "timeout": 3 * PATIENCE,
    }

    def start():
        context = playwright.chromium.launch_persistent_context(str(profile), **options)
        be_patient(context)
        cookie = {"name": "sessionid", "value": session_of(town["writer"])}
        context.add_cookies([{**cookie, "url": live_server.url}])
        return context

    context = start()
    page = context.pages[0]
    text = open_editor(page, section)
    text.click()
    context.set_offline(True)
    page.keyboard.type("Kalimat ini terputus di teng")
    is_kept_on_the_device(page, "Kalimat ini terputus di teng")
    for pid in processes_of(profile):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    with suppress(Error):
        context.close()
    while processes_of(profile):
        time.sleep(0.1)

    assert text_of(section) == ""
    context = start()
    page = context.pages[0]
    expect(open_editor(page, section)).to_contain_text("Kalimat ini terputus di teng")
    is_saved(page)
    context.close()

    assert text_of(section) == "<p>Kalimat ini terputus di teng</p>"
    assert section.texts.count() == 1


def test_a_session_that_ends_while_somebody_types_costs_no_word(
    open_as, live_server, town, section
):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    page.keyboard.type("Sebelum keluar.")
    is_saved(page)
    sign_everybody_out()
    page.keyboard.type(" Sesudah keluar.")

    panel = page.locator("#editor-signin")
    expect(panel).to_be_visible()
    page.keyboard.type(" Lalu lagi.")
    page.context.add_cookies(
        [{"name": "sessionid", "value": session_of(town["writer"]), "url": live_server.url}]
    )
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(panel).to_be_hidden()
    is_saved(page)

    assert text_of(section) == "<p>Sebelum keluar. Sesudah keluar. Lalu lagi.</p>"


def test_words_typed_after_the_session_ended_stand_there_after_signing_in(
    open_as, live_server, town, section
):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    sign_everybody_out()
    page.keyboard.type("Sesudah sesi berakhir.")
    expect(page.locator("#editor-signin")).to_be_visible()

    page.context.add_cookies(
        [{"name": "sessionid", "value": session_of(town["writer"]), "url": live_server.url}]
    )
    page.goto("/beranda/")
    expect(open_editor(page, section)).to_contain_text("Sesudah sesi berakhir.")
    is_saved(page)

    assert text_of(section) == "<p>Sesudah sesi berakhir.</p>"


def test_the_next_person_at_the_same_device_never_gets_the_words(
    open_as, live_server, town, section
):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    page.context.set_offline(True)
    page.keyboard.type("Rahasia penulis.")
    expect(page.locator("#editor-state")).to_contain_text("menunggu sambungan")
    page.context.add_cookies(
        [{"name": "sessionid", "value": session_of(town["agency_head"]), "url": live_server.url}]
    )
    page.context.set_offline(False)
    expect(page.locator("#editor-state")).to_contain_text(str(town["agency_head"]))
    other = page.context.new_page()
    page.close()

    expect(open_editor(other, section)).not_to_contain_text("Rahasia penulis.")
    assert text_of(section) == ""


def test_the_second_writer_reads_along_and_takes_the_pen_over(open_as, town, section):
    first = open_as(town["writer"])
    text = open_editor(first, section)
    text.click()
    first.keyboard.type("Tulisan pertama.")
    is_saved(first)

    second = open_as(town["agency_head"], width=360)
    reading = open_editor(second, section)
    banner = second.locator("#editor-pen")
    expect(banner).to_contain_text(str(town["writer"]))
    expect(reading).to_have_attribute("contenteditable", "false")
    assert overflow(second) <= 0
    first.keyboard.type(" Bersambung.")
    is_saved(first)
    expect(reading).to_contain_text("Bersambung.")

    banner.get_by_role("button", name="Ambil alih penulisan").click()
    expect(reading).to_have_attribute("contenteditable", "true")
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(first.locator("#editor-pen")).to_contain_text("mengambil alih")
    expect(first.locator(".ProseMirror")).to_have_attribute("contenteditable", "false")


def test_two_writers_on_one_paragraph_merge_it_with_the_keyboard(
    open_as, axe_violations, town, section
):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    page.route("**/pena/", lambda route: route.abort())
    sections.save(section, "<p>Dari kepala dinas.</p>", by=town["agency_head"], base_version=0)
    text.click()
    page.keyboard.type("Dari penulis.")
    panel = page.locator("#editor-conflict")
    expect(panel).to_be_visible()
    page.keyboard.type(" Terus.")
    until(page, lambda: section.texts.unmerged().filter(html__contains="Terus.").exists())

    panel.get_by_role("link", name="Gabungkan bagian demi bagian").click()
    page.wait_for_url("**/gabung/")
    page.unroute("**/pena/")
    assert axe_violations(page) == []
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with arriving(page):
        page.get_by_role("button", name="Gabungkan", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(f"{section.get_absolute_url()}$"))

    assert text_of(section) == "<p>Dari kepala dinas.</p><p>Dari penulis. Terus.</p>"
    assert not section.texts.unmerged().exists()


def test_leaving_the_page_takes_the_last_words_along(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    page.wait_for_function("navigator.serviceWorker.controller")
    page.keyboard.type("Baru diketik")
    page.goto("/rencana/bagian-saya/")
    expect(page.locator("h1")).to_be_visible()

    until(page, lambda: text_of(section) == "<p>Baru diketik</p>")
    until(page, Pen.objects.filter(section=section, seen_at=LAID_DOWN).exists)
    assert pens.written_by_somebody_else(section, town["agency_head"]) is None


def test_a_page_that_is_left_before_it_got_the_pen_does_not_hold_it(
    open_as, traffic, monkeypatch, town, section
):
    asked, answered, hold = Event(), Event(), pens.hold

    def hold_late(*args, **options):
        asked.set()
        answered.wait(PATIENCE / 1000)
        return hold(*args, **options)

    monkeypatch.setattr(pens, "hold", hold_late)
    page = open_as(town["writer"])
    page.goto(section.get_absolute_url())
    until(page, asked.is_set)
    page.goto("/rencana/bagian-saya/")
    until(page, Pen.objects.filter(section=section, seen_at=LAID_DOWN).exists)
    answered.set()
    traffic.wait_for_the_last()

    assert pens.written_by_somebody_else(section, town["agency_head"]) is None
