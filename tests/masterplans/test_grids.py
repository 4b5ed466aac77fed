"""Are many records edited at once without anybody overwriting anybody, and with a sentence at each wrong cell?"""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.models import (
    ActionItem,
    ArrivedRow,
    PlanProgram,
    ReadinessItem,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
)
from masterplans.services import records

pytestmark = pytest.mark.django_db
KINDS = (
    "program", "swot", "strategi", "kata-kunci", "kesiapan", "kesenjangan", "misi", "sasaran",
    "rencana-aksi", "sni",
)  # fmt: skip


@pytest.fixture
def edition(plan):
    return plan.enrolment.cohort.edition


@pytest.fixture
def program(plan, town, edition):
    return records.add_program(
        plan,
        by=town["coordinator"],
        name="Satu Data",
        dimension=edition.dimensions.first(),
        horizon=edition.horizons.first(),
        agency=town.works,
        targets={2020: "60"},
        budgets={(2020, "APBD"): 100},
    )


@pytest.fixture
def send(client, plan, town):
    """Send rows to a grid as a person; return what came of them."""

    def send(kind, *rows, by="coordinator", status=200, **more):
        client.force_login(town[by])
        answer = client.post(
            url("grid_save", plan, kind),
            json.dumps({"rows": rows, **more}),
            content_type="application/json",
        )
        assert answer.status_code == status, answer.content
        return answer.json().get("rows", answer.json())

    return send


def url(name, plan, kind):
    return reverse(f"masterplans:{name}", kwargs={"slug": plan.enrolment.slug, "kind": kind})


def change(record, **cells):
    return {
        "id": record.pk,
        "version": record.version,
        "cells": {key: {"text": text, "was": was} for key, (was, text) in cells.items()},
    }


def added(token="t1", **cells):
    return {
        "token": token,
        "cells": {key: {"text": text, "was": ""} for key, text in cells.items()},
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_opens_with_its_rows_as_data(client, plan, town, kind):
    client.force_login(town["coordinator"])

    page = client.get(url("record_grid", plan, kind))
    data = client.get(url("grid_rows", plan, kind)).json()

    assert page.status_code == 200
    assert any(column["named"] for column in data["columns"])
    assert len(data["rows"]) == (80 if kind == "sni" else 0)


def test_cells_of_a_programme_are_read_as_people_write_them(send, program, town):
    row = change(
        program,
        name=("Satu Data", "Satu Data Kota"),
        status=("", "new"),
        supporting=("", "Diskominfo"),
        target_2021=("", "75"),
        APBD_2020=("100", "1.250.000.000"),
        CSR_2021=("", "Rp2.000.000"),
    )

    (outcome,) = send("program", row)

    program.refresh_from_db()
    assert outcome["state"] == "saved"
    assert (program.name, program.status, program.version) == ("Satu Data Kota", "new", 2)
    assert list(program.supporting.all()) == [town.coordinating]
    assert {t.year: t.value for t in program.targets.all()} == {2020: "60", 2021: "75"}
    assert {(b.year, b.fund): b.amount for b in program.budgets.all()} == {
        (2020, "APBD"): 1_250_000_000,
        (2021, "CSR"): 2_000_000,
    }


@pytest.mark.parametrize("typed", ["1.250.000,50", "dua juta", "1,250,00", "-5", "9" * 30, "1e400"])
def test_a_wrong_amount_stays_at_its_cell_with_a_sentence(send, program, typed):
    (outcome,) = send("program", change(program, APBD_2020=("100", typed), name=("Satu Data", "X")))

    program.refresh_from_db()
    assert outcome["state"] == "refused"
    assert outcome.get("errors", {}).get("APBD_2020") or outcome.get("said")
    assert program.name == "Satu Data"
    assert program.budgets.get().amount == 100


def test_rows_that_are_right_are_saved_beside_rows_that_are_wrong(send, plan):
    right = added("a", quadrant="S", statement="Jaringan luas")
    wrong = added("b", quadrant="X", statement="")

    outcomes = send("swot", right, wrong)

    assert [outcome["state"] for outcome in outcomes] == ["saved", "refused"]
    assert set(outcomes[1]["errors"]) == {"quadrant", "statement"}
    assert plan.swotitems.get().statement == "Jaringan luas"


def test_two_people_who_change_different_cells_of_a_row_both_keep_theirs(send, program, town):
    records.change_program(program, by=town["coordinator"], partners="Kampus")

    (outcome,) = send("program", change(program, unit=("", "%")))

    program.refresh_from_db()
    assert outcome["state"] == "saved"
    assert (program.partners, program.unit) == ("Kampus", "%")


def test_the_second_person_in_a_cell_is_asked_and_overwrites_nothing(send, program, town):
    records.change_program(program, by=town["coordinator"], name="Nama orang lain")
    row = change(program, name=("Satu Data", "Nama saya"))

    (outcome,) = send("program", row)
    program.refresh_from_db()
    assert outcome["state"] == "conflict"
    assert outcome["theirs"] == {"name": "Nama orang lain"}
    assert program.name == "Nama orang lain"

    row["version"] = outcome["line"]["version"]
    row["cells"]["name"]["was"] = "Nama orang lain"
    assert send("program", row)[0]["state"] == "saved"


def test_two_people_in_targets_and_money_of_one_programme_are_told(send, program, town):
    records.change_program(program, by=town["coordinator"], budgets={(2020, "APBD"): 700})

    (outcome,) = send("program", change(program, APBD_2020=("100", "200")))

    assert outcome["theirs"] == {"APBD_2020": "700"}
    assert program.budgets.get().amount == 700


def test_a_new_row_that_is_sent_twice_is_there_once(send, plan, edition):
    row = added(
        "sama",
        name="Program baru",
        dimension=edition.dimensions.first().name,
        horizon=edition.horizons.first().label,
    )

    first, second = send("program", row)[0], send("program", row)[0]

    assert first["line"]["id"] == second["line"]["id"]
    assert first["line"]["cells"]["code"]
    assert PlanProgram.objects.count() == ArrivedRow.objects.count() == 1


def test_a_row_that_somebody_removed_comes_back_as_what_was_typed(send, plan, program, town):
    row = change(program, name=("Satu Data", "Masih perlu"))
    records.remove(program, by=town["coordinator"])

    (outcome,) = send("program", row)

    assert outcome["state"] == "gone" and outcome["said"]


def test_a_row_is_not_removed_over_a_change_of_somebody_else(send, program, town):
    read = {"id": program.pk, "version": program.version, "removed": True}
    records.change_program(program, by=town["coordinator"], partners="Kampus")

    assert send("program", read)[0]["state"] == "conflict"
    program.refresh_from_db()
    assert send("program", {**read, "version": program.version})[0]["state"] == "removed"
    assert not PlanProgram.objects.exists()


def test_an_agency_changes_its_own_rows_only(send, client, plan, program, town):
    other = records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="x")

    mine = send("program", change(program, unit=("", "%")), by="writer_of_another_agency")
    theirs = send("swot", change(other, statement=("x", "y")), by="writer_of_another_agency")
    new = send("swot", added(quadrant="S", statement="z"), by="writer_of_another_agency")

    assert [row["state"] for row in (*mine, *theirs, *new)] == ["saved", "refused", "refused"]
    assert "koordinator" in theirs[0]["said"][0].lower() or "coordinator" in theirs[0]["said"][0]


def test_a_stranger_finds_no_grid(client, plan, town):
    client.force_login(town["stranger"])

    assert client.get(url("record_grid", plan, "program")).status_code == 404
    assert client.get(url("grid_rows", plan, "program")).status_code == 404
    assert client.get(url("record_grid", plan, "tidak-ada")).status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"rows": 1}', b'{"rows": [1]}', b'{"rows": [{"cells": {"name": {}}}]}',
     b'{"rows": [{"id": "x"}]}', b'{"rows": [{"cells": {"name": {"text": ["a"]}}}]}', b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_batch_is_refused_in_words(client, plan, town, body):
    client.force_login(town["coordinator"])

    answer = client.post(url("grid_save", plan, "swot"), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["said"]


def test_a_form_in_place_of_rows_is_refused_in_words(client, plan, town):
    client.force_login(town["writer"])
    answer = client.post(url("grid_save", plan, "program"), {"rows": "satu"})

    assert answer.status_code == 400
    assert answer.json()["said"]


def test_a_batch_of_two_thousand_rows_is_refused_whole(send, plan):
    rows = [added(str(n), quadrant="S", statement=f"Butir {n}") for n in range(2000)]

    assert send("swot", *rows, status=413)["said"]
    assert not plan.swotitems.exists()


def test_control_letters_and_very_long_texts_do_no_harm(send, plan):
    odd = added("a", quadrant="S", statement="Jaringan\x00 luas\x07 \u00e9\u4e2d")
    long = added("b", quadrant="S", statement="x" * 30_000)

    first, second = send("swot", odd, long)

    assert first["line"]["cells"]["statement"] == "Jaringan luas é中"
    assert "statement" in second["errors"]


def test_a_paste_can_be_looked_at_before_it_does_anything(send, plan, edition):
    row = {
        "cells": {
            "dimension": {"text": edition.dimensions.first().code},
            "horizon": {"text": "Jangka entah"},
            "APBD_2020": {"text": "1.000.000"},
        }
    }

    (outcome,) = send("program", row, check=True)

    assert outcome["line"]["cells"]["APBD_2020"] == "1000000"
    assert outcome["line"]["cells"]["dimension"] == edition.dimensions.first().name
    assert set(outcome["errors"]) == {"horizon"}
    assert not PlanProgram.objects.exists()


def test_strategies_name_the_statements_that_they_come_from(send, plan, town):
    by = town["coordinator"]
    for quadrant in "SSWOT":
        records.add(SwotItem, plan, by=by, quadrant=quadrant, statement=f"Butir {quadrant}")

    right, wrong = send(
        "strategi",
        added("a", kind="SO", text="Pakai", items="S2, O1"),
        added("b", kind="WT", text="Hindari", items="S1"),
    )

    assert right["line"]["cells"]["items"] == "S2; O1"
    assert "items" in wrong["errors"]
    assert SwotStrategy.objects.get().items.count() == 2


def test_readiness_takes_the_components_of_the_guidance(send, plan, edition):
    known = edition.readiness_components[0]
    row = {"indicator": "SDM", "condition": "Ada", "rating": "Baik"}

    right, wrong = send(
        "kesiapan",
        added("a", component=known.upper(), **row),
        added("b", component="Semangat", **row),
    )

    assert ReadinessItem.objects.get().component == known
    assert known in wrong["errors"]["component"]
    assert right["state"] == "saved"


def test_an_indicator_of_the_standard_has_a_value_or_a_reason(send, plan):
    def row(code_and_title, **cells):
        return added("", indicator=code_and_title, **cells)

    title = "18.1 Penduduk dengan akses pita lebar yang memadai"
    no_year = send("sni", row(title, value="81,5"))[0]
    saved = send("sni", row(title, value="81,5", year="2021", evidence="Survei"))[0]
    both = send(
        "sni",
        {**change(Sni37122Value.objects.get(), unavailable_because=("", "Belum dihitung"))},
    )[0]

    assert "year" in no_year["errors"]
    assert (saved["line"]["cells"]["value"], saved["line"]["cells"]["unit"]) == ("81,5", "%")
    assert "unavailable_because" in both["errors"]
    assert Sni37122Value.objects.count() == 1


def test_two_people_who_fill_the_same_indicator_make_one_record(send, plan):
    title = "18.1 Penduduk dengan akses pita lebar yang memadai"
    cells = {"indicator": title, "value": "80", "year": "2021"}

    send("sni", added("", **cells))
    (second,) = send("sni", added("", **{**cells, "value": "90"}))

    assert second["theirs"]["value"] == "80"
    assert Sni37122Value.objects.get().value == 80


def test_the_plain_form_saves_without_script(client, plan, program, town):
    client.force_login(town["coordinator"])
    address = url("record_grid", plan, "program")
    name = f"r{program.pk}"
    typed = {
        "kolom": "target",
        f"{name}-version": "1",
        f"{name}-code": program.code,
        f"{name}-name": "Satu Data Kota",
        f"{name}-target_2020": "65",
        "nb0-version": "0",
    }

    assert client.post(address, typed).status_code == 302
    program.refresh_from_db()
    assert (program.name, program.targets.get().value) == ("Satu Data Kota", "65")

    stale = client.post(address, {**typed, f"{name}-name": "Nama lain"})
    assert stale.status_code == 422
    assert "Satu Data Kota" in stale.content.decode()
    program.refresh_from_db()
    assert program.name == "Satu Data Kota"


def test_who_may_not_write_reads_the_plain_form_and_cannot_post_it(client, plan, program, town):
    client.force_login(town["mentor"])
    address = url("record_grid", plan, "program")

    assert client.get(address).status_code == 200
    assert client.post(address, {f"r{program.pk}-version": "1"}).status_code == 403


def test_one_programme_and_many_cost_the_same(client, plan, town, edition):
    by, dimension, horizon = (
        town["coordinator"],
        edition.dimensions.first(),
        edition.horizons.first(),
    )
    addresses = [url("record_grid", plan, "program"), url("grid_rows", plan, "program")]
    client.force_login(by)

    def enter(count):
        for _number in range(count):
            program = records.add_program(
                plan, by=by, name="P", dimension=dimension, horizon=horizon, agency=town.works,
                supporting=[town.coordinating], targets={2020: "1"}, budgets={(2020, "APBD"): 1},
            )  # fmt: skip
            records.add(
                ActionItem, plan, by=by, strand="policy", action="a", program=program,
                first_year=2020, last_year=2020,
            )  # fmt: skip

    def cost():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    enter(1)
    cost()
    one = cost()
    enter(4)

    assert cost() == one
