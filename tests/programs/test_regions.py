"""Do the shipped regions come into the database once, with provinces and stable addresses?"""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from programs.models import Region
from programs.services import regions


@pytest.mark.django_db
def test_the_list_is_loaded_and_loading_again_changes_nothing():
    out = StringIO()
    call_command("load_regions", stdout=out)
    assert out.getvalue().strip() == "552"
    before = set(Region.objects.values_list("pk", "code", "slug"))
    assert regions.load() == 552
    assert set(Region.objects.values_list("pk", "code", "slug")) == before
    kinds = Counter(Region.objects.values_list("kind", flat=True))
    assert kinds == {"provinsi": 38, "kabupaten": 416, "kota": 98}


@pytest.mark.django_db
def test_a_region_knows_its_province_zone_and_head():
    regions.load()
    bontang = Region.objects.select_related("province").get(slug="kota-bontang")
    assert (bontang.code, str(bontang.province)) == ("64.74", "Kalimantan Timur")
    assert bontang.timezone == "Asia/Makassar"
    assert bontang.head_title == "Wali Kota"
    assert Region.objects.get(slug="kabupaten-batang").short_name == "Batang"
