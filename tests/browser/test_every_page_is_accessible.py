"""Does every page of the portal hold on a phone, for a screen reader and under the content policy?"""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page

from smartcity_portal.celery import app as celery
from tests.access.expectations import ANONYMOUS, OPEN
from tests.access.table import TABLE
from tests.access.world import World, build
from tests.browser.conftest import beside_the_browser, overflow
from tests.people import ROLES

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = 360
NOT_PAGES = {
    "programs:pass_letter_file", "programs:memorandum_print",
    "sheets:export", "sheets:template", "sheets:draft_errors", "dossier_download",
    "programs:edition_export",
    "robots", "favicon", "health", "health_jobs", "cohort_board_xlsx", "verify_root", "verify_api_sheet", "verify_api_hash", "verify_api_result",
    "verify_issuing", "verify_crl", "verify_root_crl", "verify_issuer", "verify_issuer_crl", "verify_document", "accounts:job_fragment",
    "commitments:ceremony_wall", "commitments:prepare_document", "masterplans:offline_worker", "masterplans:section_word", "masterplans:chapter_word", "masterplans:word_source", "masterplans:word_picture",
    "masterplans:section_checks", "masterplans:chapter_checks",
    "masterplans:grid_rows",
    "masterplans:section_places", "masterplans:section_sources",
    "masterplans:volume_job", "masterplans:volume_file", "masterplans:volume_draft_file",
    "masterplans:foreword_photo",
    "masterplans:edition_differences", "masterplans:volume_differences",
    "masterplans:edition_download", "masterplans:figure", "masterplans:book_job", "masterplans:chapter_print_job",
    "workshops:minutes_draft", "workshops:minutes_version", "workshops:minutes_signed", "workshops:task_file", "workshops:photo_file",
    "workshops:photo_small", "workshops:evaluation_wall", "workshops:certificate_file",
    "workshops:certificate_bundle_file", "workshops:certificate_personal",
    "workshops:output_download", "workshops:milestone_file", "commitments:sheet_document", "commitments:sheet_as_issued",
    "workshops:attendance_print", "workshops:attendance_states",
    "workshops:letter_document", "workshops:letter_preview", "workshops:answer_document",
    "workshops:answer_calendar", "workshops:workshop_calendar", "workshops:material_download",
    "workshops:speaker_cv", "commitments:sheet_preview",
    "commitments:sheet_paper_copy", "commitments:sheet_annex", "commitments:scan_picture", "commitments:scan_upload",
    "commitments:scan_box", "commitments:sign_as_issued", "commitments:sign_copy",
    "commitments:sign_taken",
}  # fmt: skip
# Who sees most of a page: the forms, the buttons and the reasons why not.
BEST_PLACED = ("mentor", "writer", "coordinator", "ministry", "head_of_region")
AT_WORK = {
    "masterplans:section_write": "writer",
    "masterplans:section_versions": "writer",
    "masterplans:my_sections": "writer",
    "masterplans:mentor_edit": "writer",
    "masterplans:text_detail": "writer",
    "masterplans:section_compare": "writer",
    "masterplans:text_merge": "writer",
    "masterplans:plan_detail": "coordinator",
    "masterplans:book_detail": "coordinator",
    "masterplans:record_list": "coordinator",
    "masterplans:program_list": "coordinator",
    "masterplans:quick_win_list": "coordinator",
    "masterplans:quick_win_detail": "coordinator",
    "masterplans:quick_win_choice": "coordinator",
    "masterplans:quick_win_score": "writer",
    "quick_win_thread": "coordinator",
    "quick_win_orphans": "coordinator",
    "masterplans:vision": "coordinator",
    "programs:agency_detail": "coordinator",
    "programs:candidacy_detail": "ministry",
    "programs:score_sheet_list": "assessor",
    "programs:score_sheet_fill": "assessor",
    "programs:mentor_detail": "ministry",
    "programs:enrolment_detail": "ministry",
    "workshops:gate_detail": "ministry",
    "workshops:stage_detail": "coordinator",
    "workshops:workshop_detail": "coordinator",
    "workshops:agenda_detail": "coordinator",
    "workshops:attendance_detail": "coordinator",
    "workshops:letter_list": "coordinator",
    "workshops:letter_detail": "coordinator",
    "workshops:material_list": "coordinator",
    "workshops:worksheet_list": "coordinator",
    "workshops:group_detail": "coordinator",
    "workshops:aftermath": "coordinator",
    "commitments:sheet_list": "coordinator",
    "commitments:sheet_of": "coordinator",
    "commitments:sheet_detail": "coordinator",
}
OF_ALLAUTH = (
    "account_change_password", "account_email", "account_logout", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "usersessions_list",
)  # fmt: skip
OF_ALLAUTH_FOR_ALL = ("account_login", "account_reset_password", "account_signup")


@pytest.fixture
def world(transactional_db, monkeypatch) -> World:
    """The world of the access table; its jobs wait for a worker, as they do on a busy day."""
    monkeypatch.setitem(celery.conf, "task_always_eager", False)
    return beside_the_browser(transaction.atomic(build))


@pytest.mark.parametrize("role", [*BEST_PLACED, ANONYMOUS])
def test_pages_of_a_role_have_no_barriers(role, world, open_as, axe_violations, subtests):
    page = open_as(world.people.get(role), width=WIDTH)
    errors = errors_of(page)
    for name, address in addresses(role, world):
        with subtests.test(name):
            assert arrives(page, address, signed_in=role != ANONYMOUS), page.url
            assert found(page, axe_violations, errors) == [], address


def test_the_first_screen_of_everybody_has_no_barriers(world, open_as, axe_violations, subtests):
    for role in ROLES:
        with subtests.test(role):
            page = open_as(world.people[role], width=WIDTH)
            errors = errors_of(page)
            assert arrives(page, reverse("home"), signed_in=True), page.url
            assert found(page, axe_violations, errors) == []
            page.close()


def test_every_page_has_somebody_who_looks_at_it():
    nobody = {name for name in pages() if not viewer(name)}
    assert nobody == {
        "programs:memorandum_file",
        "programs:mentor_letter_file",
        "masterplans:draft_download",
        "masterplans:chapter_printed",
        "masterplans:output_download",
        "masterplans:output_job",
        "commitments:endpoint_edit",
        "commitments:mandate_file",
        "commitments:prepare",
        "commitments:sheet_printed",
    }, "files not there"


def pages() -> list[str]:
    """Return the names of all addresses that answer with a page."""
    return [name for name, row in TABLE.items() if row.method == "get" and name not in NOT_PAGES]


def addresses(role: str, world: World) -> list[tuple[str, str]]:
    """Return the pages that are looked at through the eyes of this role."""
    foreign = {"writer": OF_ALLAUTH, ANONYMOUS: OF_ALLAUTH_FOR_ALL}.get(role, ())
    return [
        *(
            (name, reverse(name, args=TABLE[name].args(world)) + TABLE[name].query)
            for name in pages()
            if viewer(name) == role
        ),
        *((name, reverse(name)) for name in foreign),
    ]


def viewer(name: str) -> str:
    """Return the one role that looks at this page; empty at a page that none may open."""
    answers = TABLE[name].answers
    if answers[ANONYMOUS] == OPEN:
        return ANONYMOUS
    wanted = (AT_WORK.get(name, ""), *BEST_PLACED)
    return next((role for role in wanted if answers.get(role) == OPEN), "")


def arrives(page: Page, address: str, *, signed_in: bool) -> bool:
    """Open a page and say whether it is there: not an error, not the door to sign in."""
    answer = page.goto(address)
    sent_away = signed_in and page.url.partition("?")[0].endswith(reverse("account_login"))
    return bool(answer and answer.ok) and not sent_away


def found(page: Page, axe_violations: Callable[[Page], list[str]], errors: list[str]) -> list[str]:
    """Return everything that stands in somebody's way, and forget the errors of this page."""
    problems = [*axe_violations(page), *errors]
    errors.clear()
    if re.search(r"\bNone\b", page.locator("body").inner_text()):
        problems.append("says “None”")
    if overflow(page) > 0:
        problems.append(f"wider than the window by {overflow(page)} px: {widest(page)}")
    return problems


def widest(page: Page) -> str:
    """Return the innermost things that stick out of the window."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")]
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.children.length)
          .map((node) => `${node.tagName}.${node.className} ${node.textContent.trim().slice(0, 30)}`)
          .slice(0, 3).join("; ")"""
    )


def errors_of(page: Page) -> list[str]:
    """Return a list into which the page's scripts and console complain."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: line.type == "error" and errors.append(line.text))
    return errors
