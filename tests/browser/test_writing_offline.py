"""Does the writing page open again without a connection, with every word? In a real browser, with its worker."""

import pytest
from playwright.sync_api import expect

from masterplans.models import Chapter, Section
from masterplans.services import plans
from tests.browser.states import is_kept_on_the_device, is_saved, open_editor, ready_editor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def section(town):
    plan = plans.open_for(town.enrolment, by=town["ministry"])
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1).sections.first()


def test_a_page_comes_back_without_a_connection_and_sends_what_was_typed(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    text.click()
    page.keyboard.type("Kalimat yang tersimpan.")
    is_saved(page)
    page.wait_for_function(
        "async () => { const kept = await caches.open('naskah-halaman-1');"
        " return Boolean(await kept.match(location.pathname)); }"
    )

    page.context.set_offline(True)
    page.reload()
    expect(ready_editor(page)).to_contain_text("Kalimat yang tersimpan.")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ditulis tanpa koneksi.")
    is_kept_on_the_device(page, "Ditulis tanpa koneksi.")
    page.reload()
    expect(ready_editor(page)).to_contain_text("Ditulis tanpa koneksi.")

    page.context.set_offline(False)
    is_saved(page)
    kept = Section.objects.get(pk=section.pk).html
    assert kept == "<p>Kalimat yang tersimpan. Ditulis tanpa koneksi.</p>"


def test_what_was_not_sent_is_listed_with_the_way_to_it(open_as, town, section):
    page = open_as(town["writer"])
    text = open_editor(page, section)
    page.route("**/simpan/", lambda route: route.abort())
    text.click()
    page.keyboard.type("Belum terkirim.")
    is_kept_on_the_device(page, "Belum terkirim.")

    page.goto("/rencana/bagian-saya/")
    link = page.locator("#unsent a")
    expect(link).to_have_text(str(section))
    page.unroute("**/simpan/")
    link.click()
    expect(text).to_contain_text("Belum terkirim.")
    is_saved(page)
