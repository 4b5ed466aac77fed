"""What comes of addresses and forms that hold no number where one belongs, or signs no text holds?"""

import json

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access.expectations import ANONYMOUS, OPEN
from tests.access.table import TABLE
from tests.access.world import World

ODD = ("²", "9" * 18, "9" * 19, "9" * 5000, "-1", "")
HUGE = 10**30
ASKED = [
    ("cohort_board", "provinsi tahap pembimbing page"),
    ("enrolment_list", "page"),
    ("journey_begin", "angkatan tanggal"),
    ("public_regions", "provinsi page"),
    ("region_page", "angkatan"),
    ("accounts:notices", "page"),
    ("commitments:sheet_list", "page"),
    ("masterplans:check_list", "page"),
    ("masterplans:chapter_change", "bagian"),
    ("masterplans:comment_on_cell", "sel tabel"),
    ("masterplans:fault_list", "angkatan bab"),
    ("masterplans:quick_win_choice", "tahun"),
    ("masterplans:quick_win_nominate", "program swot"),
    ("masterplans:record_grid", "page"),
    ("masterplans:review_next", "after"),
    ("masterplans:section_compare", "dari ke"),
    ("programs:official_appoint", "opd"),
    ("programs:assessors_ask", "calon"),
    ("workshops:attendance_detail", "sesi opd page"),
    ("workshops:attendance_grid", "sesi opd"),
    ("workshops:attendance_paper", "sesi"),
    ("workshops:check_in_person", "cari"),
    ("workshops:roster_add", "sesi"),
    ("workshops:visit_record", "bimtek"),
]
SENT = [
    ("board_view_keep", {"query": "provinsi={0}&pembimbing={0}", "name": "Saya"}),
    ("mentor_board", {"enrolment": "{0}", "mentor": "{0}", "since": "2019-01-01"}),
    ("masterplans:chapter_approve", {"revision": "{0}"}),
    ("masterplans:chapter_change", {"bagian": "{0}", "note": "Ubah"}),
    ("masterplans:chapter_outline", {"after": "{0}", "title": "Baru"}),
    ("masterplans:check_dismiss", {"finding": "{0}", "back": "section:{0}", "reason": "Benar"}),
    ("masterplans:check_dismiss", {"finding": "{0}", "back": "chapter:{0}", "reason": "Benar"}),
    ("masterplans:comment_add", {"text": "Isi", "section": "{0}", "written_at": "{0}"}),
    ("masterplans:comment_on_cell", {"text": "Isi", "cell": "planprogram:{0}:indicator"}),
    ("masterplans:plan_assign", {"sections": "{0}", "writer": "{0}"}),
    ("masterplans:quick_win_nominate", {"year": "{0}", "title": "Layanan", "program": "{0}"}),
    ("masterplans:record_grid", {"n0-version": "{0}", "n0-title": "Isi"}),
    ("masterplans:review_prepare", {"revision": "{0}", "tick": "{0}"}),
    ("masterplans:section_autosave", {"base_version": "{0}", "html": "a", "stroke": "{0}"}),
    (
        "masterplans:section_autosave",
        {"base_version": "0", "html": '<table><tr><td colspan="{0}" rowspan="{0}">a</table>'},
    ),
    ("masterplans:section_move", {"before": "{0}"}),
    ("masterplans:section_write", {"base_version": "{0}", "html": "a", "writer": "{0}"}),
    ("masterplans:section_write", {"base_version": "0", "html": '<ol start="{0}"><li>a</ol>'}),
    ("masterplans:text_merge", {"base_version": "{0}", "all": "mine"}),
    ("masterplans:book_summary", {"replace": "{0}"}),
    ("masterplans:word_import_apply", {"to-0": "{0}", "version-{0}": "{0}"}),
    ("masterplans:word_remark", {"remark": "{0}"}),
    ("programs:assessors_ask", {"candidacy": "{0}", "person": "{0}"}),
    ("programs:candidacies_decide", {"candidacy": "{0}", "verb": "accept", "back": "{0}"}),
    ("programs:cohort_create", {"year": "{0}", "edition": "{0}"}),
    ("programs:edition_part", {"do": "remove:agenda:{0}", "agenda__count": "{0}"}),
    ("programs:edition_part", {"do": "add:agenda-{0}-x", "number": "{0}", "days": "{0}"}),
    ("programs:memoranda_remind", {"enrolment": "{0}"}),
    ("programs:pass_letter_issue", {"candidacy": "{0}"}),
    ("workshops:attendance_mark", {"mark": "{0}-{0}-present", "age": "{0}", "key": "{0}"}),
    ("workshops:check_in", {"code": "{0}-ABC234"}),
    ("workshops:check_in_person", {"row": "{0}", "ticket": "{0}", "age": "{0}", "key": "{0}"}),
    ("workshops:stage_reopen", {"stage": "{0}", "reason": "Sudah"}),
    ("workshops:holder_remind", {"holder": "agency:{0}"}),
    ("workshops:holder_remind", {"holder": "office:{0}"}),
    ("workshops:milestone_change", {"version": "{0}"}),
    ("workshops:revision_enforce", {"version": "{0}"}),
    ("workshops:roster_similar", {"first": "{0}", "second": "{0}"}),
    ("workshops:row_change", {"version": "{0}"}),
    ("workshops:row_remove", {"version": "{0}"}),
    ("workshops:survey_answer", {"materi": "{0}", "sarana": "{0}"}),
    ("workshops:twin_settle", {"pair": "{0}-{0}", "keep": "{0}"}),
]


@pytest.fixture
def knock(world: World):
    """Ask an address of the table as somebody who may, and take back what it did."""
    clients: dict[str, Client] = {}

    def knock(name, method, args=None, **request):
        row = TABLE[name]
        role = next((role for role in row.answers if row.answers[role] == OPEN), "coordinator")
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            if role != ANONYMOUS:
                clients[role].force_login(
                    world.people[role], backend="django.contrib.auth.backends.ModelBackend"
                )
        address = reverse(name, args=row.args(world) if args is None else args)
        with world.undone():
            return getattr(clients[role], method)(address, **request).status_code

    return knock


def broken(answers):
    return {asked: status for asked, status in answers.items() if status >= 500}


def test_what_is_no_number_breaks_no_address(knock, subtests):
    for name, parameters in ASKED:
        for parameter in parameters.split():
            with subtests.test(f"{name}?{parameter}"):
                assert not broken(
                    {odd[:20]: knock(name, "get", data={parameter: odd}) for odd in ODD}
                )


def test_what_is_no_number_breaks_no_form(knock, subtests):
    for name, fields in SENT:
        with subtests.test(f"{name} {fields}"):
            assert not broken(
                {
                    odd[:20]: knock(
                        name,
                        "post",
                        data={key.format(odd): value.format(odd) for key, value in fields.items()},
                    )
                    for odd in ODD
                }
            )


def test_a_grid_that_sends_no_number_is_refused(knock, world, subtests):
    money = f"APBD_{world.enrolment.period_start}"
    for odd in ["²", "9" * 30, "9" * 5000, -1, HUGE, 1e300, True, [], {}]:
        for field in ("id", "version", money):
            with subtests.test(f"{field}={str(odd)[:20]}"):
                row = {"id": None, "version": 0, "cells": {}}
                row |= {"cells": {money: {"text": odd}}} if field == money else {field: odd}
                sent = json.dumps({"rows": [row]})
                assert knock(
                    "masterplans:grid_save", "post", data=sent, content_type="application/json"
                ) in (200, 400)


def test_a_row_whose_token_no_page_made_is_refused(knock):
    for token in ("a\x00b", "\ud800", "a" * 41, "a b"):
        sent = json.dumps({"rows": [{"token": token, "cells": {"indicator": {"text": "Isi"}}}]})
        answer = knock("masterplans:grid_save", "post", data=sent, content_type="application/json")
        assert answer == 400


def test_no_address_breaks_on_a_number_that_no_database_holds(knock, world, subtests):
    for name, row in TABLE.items():
        args = [HUGE if isinstance(arg, int) else arg for arg in row.args(world)]
        if HUGE in args and takes(name, args):
            with subtests.test(name):
                assert knock(name, row.method, args=args, data=row.data_in(world)) < 500


def takes(name, args):
    try:
        return bool(reverse(name, args=args))
    except NoReverseMatch:
        return False
