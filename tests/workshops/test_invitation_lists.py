"""Do speakers, materials and recipients leave as spreadsheets, and do speakers come back?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartcity_portal.kit.sheets import find
from tests.workshops.factories import PDF, workshop
from workshops.services import materials, speakers

pytestmark = pytest.mark.django_db


def rows_of(name, scope, user):
    return list(find(name).rows(scope, user))


def test_speakers_and_materials_are_listed(town, plan):
    bimtek, by = workshop(town, 1), town["coordinator"]
    session = bimtek.sessions.first()
    speakers.add(bimtek, by=by, name="Dr. Sari", topic="SWOT", email="sari@example.org")
    materials.add(bimtek, SimpleUploadedFile("a.pdf", PDF), by=by, session=session)
    (speaker,) = rows_of("workshops.speakers", bimtek, by)
    assert (speaker["name"], speaker["topic"]) == ("Dr. Sari", "SWOT")
    (material,) = rows_of("workshops.materials", bimtek, by)
    assert (material["file"], material["session"]) == ("a.pdf", session.title)
    assert not find("workshops.materials").save


def test_recipients_leave_only_to_those_who_send(town):
    sheet = find("workshops.recipients")
    assert sheet.may_export == "workshops.send_letter" and not sheet.save
