"""Do two machines print one book together that share a database, a broker and the storage, and nothing else?"""

import hashlib
import os
import shutil

import pytest
from django.db import connection

from accounts.models import Job
from masterplans.models import BookDraft
from masterplans.pdf import book as pipeline
from masterplans.pdf import context
from masterplans.pdf.parts import PartStore
from tests.services.conftest import Portal, environment_of, wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def machine(transactional_db, redis, tmp_path):
    """Set up machines, each with a folder of its own."""
    known = connection.settings_dict
    database = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**known)
    made: list[Portal] = []
    (tmp_path / "storage").mkdir()

    def set_up(name: str) -> Portal:
        folder = tmp_path / name
        folder.mkdir()
        environment = environment_of(
            folder,
            DATABASE_URL=database,
            CELERY_BROKER_URL=redis.url,
            PORTAL_STORAGE=str(tmp_path / "storage"),
            MEETING=str(tmp_path / "storage" / "meeting"),
            MEETING_OF="2",
        )
        made.append(Portal(folder, environment))
        return made[-1]

    yield set_up
    for portal in made:
        portal.end()


def files_in(folder) -> set[str]:
    return {file for _path, _folders, files in os.walk(folder) for file in files}


def test_two_machines_print_one_book_with_the_bytes_of_a_single_one(machine, tmp_path, settings):
    web, one, two = machine("web"), machine("one"), machine("two")
    for portal in (one, two):
        portal.start_press(name=portal.folder.name)
        portal.wait_until_it_listens(portal.folder.name)
    number = web.ask_for_a_book()
    shutil.rmtree(web.folder)

    wait_until(lambda: not Job.objects.get(pk=number).is_active, what="the book is not done")

    job = Job.objects.get(pk=number)
    assert job.state == "done", job.error
    pieces = Job.objects.filter(kind="masterplans.piece", state="done")
    assert len(set(pieces.values_list("lease_owner", flat=True))) == 2
    for portal in (one, two):
        assert files_in(portal.folder) <= {f"{portal.folder.name}.log", "celerybeat-schedule"}

    draft = BookDraft.objects.select_related("book").get()
    alone = pipeline.build(
        context.book_content(draft.book, at=draft.built_at), store=PartStore(tmp_path / "alone")
    )
    settings.BLOB_ROOT = tmp_path / "storage" / "blobs"
    assert hashlib.sha256(alone.read()).hexdigest() == draft.sha256
