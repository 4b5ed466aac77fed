"""Where are the pages of trying how something will be printed?"""

from django.urls import path

from masterplans.views import editions, printing

urlpatterns = [
    path("bab/<int:pk>/cetak/", printing.chapter_print, name="chapter_print"),
    path("bab/<int:pk>/cetak/pekerjaan/", printing.chapter_print_job, name="chapter_print_job"),
    path("edisi/<str:sha256>/banding/", editions.edition_compare, name="edition_compare"),
    path(
        "edisi/<str:sha256>/banding.xlsx",
        editions.edition_differences_file,
        name="edition_differences",
    ),
    path("jilid/<str:sha256>/banding/", editions.volume_compare, name="volume_compare"),
    path(
        "jilid/<str:sha256>/banding.xlsx",
        editions.volume_differences_file,
        name="volume_differences",
    ),
    path("bab/<int:pk>/cetak.pdf", printing.chapter_printed, name="chapter_printed"),
]
