"""Is the sheet quick to tick, the same for one and for many, and whole without script?"""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smartcity_portal.kit.sheets import Row, find
from tests.workshops.attending import TODAY, expected, many, room, session_of
from workshops.models import Attendance, Participant, Participation


@pytest.fixture(autouse=True)
def _ten_o_clock(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def meeting(town):
    return room(town)


@pytest.fixture
def desk(client, town):
    client.force_login(town["coordinator"])
    return client


def at(meeting, name="attendance_detail"):
    return reverse(f"workshops:{name}", args=[meeting.enrolment.slug, meeting.number])


def tick(desk, meeting, row, state="present", title="Pembukaan", **more):
    return desk.post(
        at(meeting, "attendance_mark"),
        {"mark": f"{row.pk}-{session_of(meeting, title).pk}-{state}", **more},
        headers={"accept": "application/json"},
    )


class TestATick:
    def test_it_answers_in_one_request_of_less_than_a_kilobyte(self, desk, town, meeting):
        row = many(town, meeting, 3)[0]

        response = tick(desk, meeting, row)

        assert len(response.content) < 1000
        assert response.json()["state"] == "present"
        assert response.json()["counts"] == {"present": 1, "excused": 0}

    def test_the_same_message_twice_is_carried_out_once(self, desk, town, meeting):
        row, key = expected(town, meeting), str(uuid4())
        tick(desk, meeting, row, key=key)
        tick(desk, meeting, row, state="none")

        again = tick(desk, meeting, row, key=key)

        assert again.json()["state"] == "none"
        assert not Attendance.objects.exists()

    def test_what_a_phone_kept_counts_from_then(self, desk, town, meeting):
        row = expected(town, meeting)

        tick(desk, meeting, row, key=str(uuid4()), age=str(50 * 60 * 1000))

        mark = Attendance.objects.get()
        assert mark.at.astimezone(meeting.zone).strftime("%H.%M") == "09.10"
        assert not mark.late

    def test_a_refusal_says_why(self, desk, town, meeting):
        row = expected(town, meeting)
        tick(desk, meeting, row)

        response = tick(desk, meeting, row, state="excused")

        assert response.status_code == 409
        assert response.json()["refused"]

    @pytest.mark.parametrize("mark", ["", "1", "1-2-lain", "x-y-present", "999999-1-present"])
    def test_nonsense_is_not_found(self, desk, meeting, mark):
        assert desk.post(at(meeting, "attendance_mark"), {"mark": mark}).status_code == 404

    def test_without_script_it_leads_back_to_the_row(self, desk, town, meeting):
        row, session = expected(town, meeting), session_of(meeting)

        response = desk.post(
            at(meeting, "attendance_mark"),
            {"mark": f"{row.pk}-{session.pk}-present", "back": f"sesi={session.pk}"},
        )

        assert response.url.endswith(f"?sesi={session.pk}#p{row.pk}")


class TestTheSheet:
    @pytest.mark.parametrize("name", ["attendance_detail", "attendance_grid"])
    def test_one_and_many_people_cost_the_same(self, desk, town, meeting, name):
        def queries():
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert desk.get(at(meeting, name)).status_code == 200
            return len(seen)

        tick(desk, meeting, expected(town, meeting))
        queries()
        one = queries()
        for row in many(town, meeting, 12):
            tick(desk, meeting, row)

        assert queries() == one

    def test_it_opens_at_the_session_that_runs(self, desk, meeting):
        assert desk.get(at(meeting)).context["session"].title == "Pembukaan"

    def test_it_is_filtered_by_state_agency_and_word(self, desk, town, meeting):
        here = expected(town, meeting, "Ayu Lestari")
        expected(town, meeting, "Budi Hartono", agency=town.works)
        tick(desk, meeting, here)

        def shown(**query):
            groups = desk.get(at(meeting), query).context["groups"]
            return [line.person.name for group in groups for line in group["lines"]]

        assert shown(tampil="present") == ["Ayu Lestari"]
        assert shown(tampil="none") == ["Budi Hartono"]
        assert shown(opd=town.works.pk) == ["Budi Hartono"]
        assert shown(cari="pekerjaan budi") == ["Budi Hartono"]
        assert shown(cari="tidak ada") == []

    def test_looking_again_tells_only_numbers(self, desk, town, meeting):
        row = expected(town, meeting)
        tick(desk, meeting, row)

        told = desk.get(at(meeting, "attendance_states"), {"sesi": session_of(meeting).pk}).json()

        assert told == {"present": [row.pk], "excused": []}


class TestTheRoster:
    def add(self, desk, town, meeting, name, **more):
        return desk.post(
            at(meeting, "roster_add"), {"name": name, "agency": town.coordinating.pk, **more}
        )

    def test_a_walk_in_is_added_and_ticked_at_once(self, desk, town, meeting):
        self.add(desk, town, meeting, "Ayu Lestari", walk_in="on", present=session_of(meeting).pk)

        assert Attendance.objects.get().participation.source == "walk_in"

    def test_a_similar_name_is_shown_before_anything_is_saved(self, desk, town, meeting):
        expected(town, meeting, "Azril Apriansyah")

        response = self.add(desk, town, meeting, "Azril Apriyansyah")

        assert [item["person"].name for item in response.context["similar"]] == ["Azril Apriansyah"]
        assert Participant.objects.count() == 1
        self.add(desk, town, meeting, "Azril Apriyansyah", another="on")
        assert Participant.objects.count() == 2

    def test_a_person_is_corrected_and_taken_off(self, desk, town, meeting):
        row = expected(town, meeting, "Ayu")
        detail = reverse("workshops:participant_detail", args=[row.pk])

        desk.post(detail, {"name": "Ayu Lestari", "agency": town.works.pk})
        row.participant.refresh_from_db()
        assert (row.participant.name, row.participant.agency) == ("Ayu Lestari", town.works)

        desk.post(reverse("workshops:participant_remove", args=[row.pk]))
        assert not Participation.objects.exists()

    def test_two_spellings_are_merged_by_a_button(self, desk, town, meeting):
        first = expected(town, meeting, "Azril Apriansyah").participant
        second = expected(town, meeting, "Azril Apriyansyah").participant

        desk.post(
            at(meeting, "roster_similar"), {"first": first.pk, "second": second.pk, "act": "second"}
        )

        first.refresh_from_db()
        assert first.merged_into == second


class TestPaper:
    @pytest.mark.parametrize("layout", ["tegak", "lebar"])
    def test_the_sheet_to_sign_is_a_pdf_of_all_rows(self, desk, town, meeting, layout):
        expected(town, meeting)

        response = desk.get(
            at(meeting, "attendance_print"), {"sesi": "hari-1", "susunan": layout, "kosong": 2}
        )

        assert response.content.startswith(b"%PDF")

    def test_codes_are_shown_before_they_are_recorded(self, desk, town, meeting):
        many(town, meeting, 2)
        values = {"session": session_of(meeting).pk, "codes": "1 9"}

        looked = desk.post(at(meeting, "attendance_codes"), values)
        assert looked.context["entered"].unknown == ["9"]
        assert not Attendance.objects.exists()

        desk.post(at(meeting, "attendance_codes"), {**values, "act": "record"})
        assert Attendance.objects.get().how == "paper"


class TestSpreadsheets:
    def row(self, pk=None, **values):
        found = Row(values)
        found.id = pk
        return found

    def test_new_people_come_in_at_once_and_wrong_rows_are_told(self, town, meeting):
        sheet = find("workshops.participants")
        rows = [
            self.row(name="Ayu", agency=town.works),
            self.row(name="Dr. Ayu, M.Si", agency=town.works),
            self.row(name="Budi", agency=town.works, community="Kadin"),
        ]

        refused = sheet.save_many(meeting, rows, by=town["coordinator"])

        assert [bool(error) for error in refused] == [False, True, True]
        assert Participation.objects.get().code == 1

    def test_what_leaves_is_what_comes_in(self, town, meeting):
        row = expected(town, meeting)
        sheet = find("workshops.participants")
        (told,) = sheet.rows(meeting, town["coordinator"])
        told["position"] = "Kepala Seksi"

        sheet.save_many(meeting, [self.row(row.pk, **told)], by=town["coordinator"])

        row.participant.refresh_from_db()
        assert row.participant.position == "Kepala Seksi"

    def test_marks_are_read_as_people_write_them(self, town, meeting):
        sheet = find("workshops.attendance")
        column = sheet.columns_of(meeting)[3]
        words = ["V", "hadir", 1, 1.0, "izin", "tidak"]

        assert [column.kind.read(word, meeting) for word in words] == [
            *(["present"] * 4),
            "excused",
            "absent",
        ]

    def test_attendance_comes_in_and_an_empty_cell_changes_nothing(self, town, meeting):
        first, second = many(town, meeting, 2)
        key = f"s{session_of(meeting).pk}"
        sheet = find("workshops.attendance")

        sheet.save_many(meeting, [self.row(first.pk, **{key: "present"})], by=town["coordinator"])
        refused = sheet.save_many(
            meeting,
            [self.row(first.pk, **{key: ""}), self.row(None, **{key: "present"})],
            by=town["coordinator"],
        )

        assert Attendance.objects.get().how == "import"
        assert [bool(error) for error in refused] == [False, True]


def test_the_year_is_one_page(desk, town, meeting):
    tick(desk, meeting, expected(town, meeting))

    response = desk.get(reverse("workshops:continuity", args=[meeting.enrolment.slug]))

    assert "Siti Aminah" in response.content.decode()
