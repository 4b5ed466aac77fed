"""Does the dossier of an enrolment hold everything, prove itself, and come out the same twice?"""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from accounts.models import Job, JobState
from accounts.services import jobs
from programs.models import Memorandum
from smartcity_portal.dossier import making
from smartcity_portal.dossier.checking import faults_in
from smartcity_portal.kit import blobs
from smartcity_portal.kit.dossier import Entry, named, safe
from tests.workshops.factories import PDF, journey
from workshops.services import outputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(town):
    """A town with its plan, an MoU and an uploaded output."""
    journey(town)
    Memorandum.objects.create(
        enrolment=town.enrolment, title="Nota Kesepahaman", file_sha256=blobs.put(PDF)
    )
    output = town.enrolment.workshops.get(number=1).outputs.filter(plan__kind="file").first()
    outputs.upload(output, io.BytesIO(PDF), name="Laporan Akhir.pdf", by=town["coordinator"])
    return town


def packed(town, role="ministry"):
    result = making.make_now(town.enrolment, by=town[role])
    return result, blobs.path_of(result["sha256"])


def rewritten(path, folder, change):
    """Copy a dossier, letting `change` alter {name: bytes} on the way."""
    with zipfile.ZipFile(path) as source:
        files = {name: source.read(name) for name in source.namelist()}
    change(files)
    target = folder / "changed.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def test_it_holds_files_records_history_and_guidance(full):
    _result, path = packed(full)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        text = archive.read("ISI.txt").decode()
        page = archive.read("index.html").decode()
    assert "nota-kesepahaman/nota-kesepahaman.pdf" in names
    assert any(name.startswith("bimtek/bimtek-1/luaran/") for name in names)
    assert {
        f"catatan/workshops-sessions-bimtek-i-{safe(full.enrolment)}.{e}"
        for e in ("csv", "xlsx", "json")
    } <= names
    assert {"riwayat/riwayat.csv", "riwayat/riwayat.json"} <= names
    assert any(name.startswith("panduan/") and name.endswith(".toml") for name in names)
    assert {file["path"] for file in manifest["files"]} == names - {
        "manifest.json", "ISI.txt", "index.html", "SHA256SUMS",
    }  # fmt: skip
    assert "sha256sum -c SHA256SUMS" in text
    assert "<script" not in page


def test_every_file_has_its_hash_and_the_usual_tool_agrees(full, tmp_path):
    _result, path = packed(full)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    tool = shutil.which("sha256sum")
    done = subprocess.run([tool, "--quiet", "-c", "SHA256SUMS"], cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert faults_in(path) == []


def test_the_same_state_gives_the_same_bytes_whoever_asks_in_whichever_language(full):
    first, _path = packed(full, "ministry")
    with translation.override("en"):
        second, _path = packed(full, "coordinator")
    assert first["sha256"] == second["sha256"]


def test_a_change_gives_other_bytes(full):
    first, _path = packed(full)
    full.works.short_name = "Baru"
    full.works.save()
    assert packed(full)[0]["sha256"] != first["sha256"]


def test_what_the_store_lacks_is_listed_and_not_hidden(full):
    Memorandum.objects.update(file_sha256="0" * 64)
    result, path = packed(full)
    assert result["missing"] == ["nota-kesepahaman/nota-kesepahaman.pdf"]
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("manifest.json"))["missing"] == result["missing"]
        assert "TIDAK DITEMUKAN" in archive.read("ISI.txt").decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.update({"riwayat/riwayat.csv": b"x"}), "its content was changed"),
        (lambda files: files.pop("riwayat/riwayat.csv"), "is missing"),
        (lambda files: files.update({"tambahan.txt": b"x"}), "is not listed"),
        (lambda files: files.pop("SHA256SUMS"), "SHA256SUMS: is missing"),
        (lambda files: files.update({"manifest.json": b"{"}), "manifest.json: cannot be read"),
    ],
)
def test_a_change_from_outside_is_found(full, tmp_path, change, said):
    _result, path = packed(full)
    faults = faults_in(rewritten(path, tmp_path, change))
    assert any(said in fault for fault in faults)


def test_the_command_tells_a_whole_dossier_from_a_broken_one(full, tmp_path):
    _result, path = packed(full)
    out = io.StringIO()
    call_command("check_dossier", path, stdout=out)
    assert "whole" in out.getvalue()
    broken = tmp_path / "rusak.zip"
    broken.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CommandError):
        call_command("check_dossier", broken, stderr=io.StringIO())


def test_the_coordinator_asks_and_fetches_and_others_do_not(full, client):
    client.force_login(full["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    slug = full.enrolment.slug
    client.post(reverse("dossier_make", args=[slug]))
    client.post(reverse("dossier_make", args=[slug]))
    (job,) = Job.objects.filter(kind=making.KIND)
    assert jobs.run(job.pk) == JobState.DONE
    job.refresh_from_db()
    page = client.get(reverse("dossier_detail", args=[slug])).content.decode()
    assert job.result["sha256"] in page
    address = reverse("dossier_download", args=[slug, job.result["sha256"]])
    content = b"".join(client.get(address).streaming_content)
    assert hashlib.sha256(content).hexdigest() == job.result["sha256"]
    client.force_login(full["mentor"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 403
    client.force_login(full["stranger"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 404


def test_another_enrolments_blob_is_not_handed_out(full, client):
    client.force_login(full["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    other = blobs.put(b"rahasia")
    address = reverse("dossier_download", args=[full.enrolment.slug, other])
    assert client.get(address).status_code == 404


def test_paths_are_safe_whatever_a_file_is_called():
    assert named("../../etc/Laporan Akhir.PDF") == "etclaporan-akhir.pdf"
    assert (
        safe("Dinas Pekerjaan Umum & Tata Ruang / Kota") == "dinas-pekerjaan-umum-tata-ruang-kota"
    )
    assert Entry("a/b.pdf").content is None
